// Who speaks in CREMA-D: sex, age, race and ethnicity of its 91 actors, in the words of the data set's
// VideoDemographics.csv (ODbL 1.0).

export type Sex = 'female' | 'male';
export type Race = 'african-american' | 'asian' | 'caucasian' | 'unknown';
export type Ethnicity = 'hispanic' | 'not-hispanic';

export interface Actor {
  readonly id: number;
  readonly sex: Sex;
  readonly ageYears: number;
  readonly race: Race;
  readonly ethnicity: Ethnicity;
}

/** Age in years by actor. */
// biome-ignore format: a table
const AGE_OF_WOMEN: Readonly<Record<number, number>> = {
  1002: 21, 1003: 21, 1004: 42, 1006: 58, 1007: 38, 1008: 46, 1009: 24, 1010: 27, 1012: 23, 1013: 22,
  1018: 25, 1020: 61, 1021: 30, 1024: 59, 1025: 48, 1028: 57, 1029: 33, 1030: 42, 1037: 45, 1043: 25,
  1046: 22, 1047: 22, 1049: 25, 1052: 33, 1053: 35, 1054: 36, 1055: 57, 1056: 52, 1058: 36, 1060: 28,
  1061: 51, 1063: 33, 1072: 33, 1073: 24, 1074: 31, 1075: 40, 1076: 25, 1078: 21, 1079: 21, 1082: 20,
  1084: 46, 1089: 24, 1091: 29,
};

// biome-ignore format: a table
const AGE_OF_MEN: Readonly<Record<number, number>> = {
  1001: 51, 1005: 29, 1011: 32, 1014: 24, 1015: 32, 1016: 61, 1017: 42, 1019: 29, 1022: 22, 1023: 22,
  1026: 33, 1027: 44, 1031: 31, 1032: 30, 1033: 31, 1034: 74, 1035: 48, 1036: 49, 1038: 21, 1039: 51,
  1040: 42, 1041: 42, 1042: 37, 1044: 40, 1045: 22, 1048: 38, 1050: 62, 1051: 56, 1057: 25, 1059: 21,
  1062: 56, 1064: 53, 1065: 38, 1066: 25, 1067: 66, 1068: 34, 1069: 27, 1070: 25, 1071: 41, 1077: 20,
  1080: 21, 1081: 30, 1083: 45, 1085: 34, 1086: 33, 1087: 62, 1088: 23, 1090: 50,
};

/** Actors by race; all others are caucasian. */
// biome-ignore format: a table
const RACES: Readonly<Record<Exclude<Race, 'caucasian'>, readonly number[]>> = {
  'african-american': [
    1005, 1007, 1015, 1029, 1030, 1032, 1036, 1038, 1039, 1042, 1050,
    1056, 1059, 1060, 1061, 1063, 1070, 1073, 1074, 1080, 1083, 1088,
  ],
  asian: [1019, 1045, 1072, 1081, 1085, 1090, 1091],
  unknown: [1047],
};

/** Actors of hispanic ethnicity. */
const HISPANIC: readonly number[] = [1013, 1018, 1031, 1043, 1046, 1047, 1048, 1049, 1073, 1079];

/** All 91 actors, by number. */
export const ACTORS: readonly Actor[] = [
  ...listActors('female', AGE_OF_WOMEN),
  ...listActors('male', AGE_OF_MEN),
].sort((a, b) => a.id - b.id);

function listActors(sex: Sex, ages: Readonly<Record<number, number>>): Actor[] {
  return Object.entries(ages).map(([key, ageYears]) => {
    const id = Number(key);
    const ethnicity = HISPANIC.includes(id) ? 'hispanic' : 'not-hispanic';
    return { id, sex, ageYears, race: raceOf(id), ethnicity };
  });
}

function raceOf(id: number): Race {
  const races = ['african-american', 'asian', 'unknown'] as const;
  return races.find((race) => RACES[race].includes(id)) ?? 'caucasian';
}

/** Age groups that figures are given for; `to` is the last year of age in the group. */
export const AGE_GROUPS = [
  { name: 'under-30', from: 0, to: 29 },
  { name: '30-49', from: 30, to: 49 },
  { name: '50-and-over', from: 50, to: 150 },
] as const;

/**
 * One actor by number.
 * @throws Error when CREMA-D has none of that number.
 */
export function actorOf(id: number): Actor {
  const actor = ACTORS.find((candidate) => candidate.id === id);
  if (actor === undefined) throw new Error(`CREMA-D has no actor ${id}; they are 1001 to 1091.`);
  return actor;
}

/** Name of the age group that an actor belongs to. */
export function ageGroupOf(actor: Actor): string {
  const group = AGE_GROUPS.find(({ from, to }) => actor.ageYears >= from && actor.ageYears <= to);
  return group?.name ?? 'unknown';
}
