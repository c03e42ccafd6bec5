// Reads the options of the training commands.

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FOLDS, type Fold } from '../data/folds.ts';
import { DEFAULT_CACHE } from '../features/feature-cache.ts';

export interface TrainingArguments {
  /** Folder of CREMA-D. */
  readonly cremaD: string;
  /** Folder of ordinary speech; empty where it was not named (`naturalFolder` says so). */
  readonly natural: string;
  /** Folder of the feature cache. */
  readonly cache: string;
  /** Worker processes that compute features. */
  readonly processes: number;
  /** The folds that are named, or all of them. */
  readonly folds: readonly Fold[];
  /** Names of architectures that are asked for; none means all. */
  readonly architectures: readonly string[];
}

/** What some of the training commands can be asked for: folds and architectures several times over. */
type Choice = 'fold' | 'architecture' | 'natural';

/**
 * Reads `--crema-d DIR` (or CREMA_D_DIR), `--cache DIR`, `--processes N`, and those of `--fold N`, `--architecture NAME`
 * and `--natural DIR` (or NATURAL_DIR) that the command takes.
 * @throws Error naming what is missing, wrong or not for this command.
 */
export function parseTrainingArguments(
  args: readonly string[],
  takes: readonly Choice[] = [],
): TrainingArguments {
  const choices = takes.map(
    (choice) => [choice, { type: 'string', multiple: choice !== 'natural' }] as const,
  );
  const { values: given } = parseArgs({
    args: [...args],
    options: {
      'crema-d': { type: 'string' },
      cache: { type: 'string', default: DEFAULT_CACHE },
      processes: { type: 'string', default: String(Math.min(8, availableParallelism())) },
      ...Object.fromEntries(choices),
    },
  });
  const values: typeof given & {
    readonly fold?: string[];
    readonly architecture?: string[];
    readonly natural?: string;
  } = given;
  const processes = Number(values.processes);
  if (!Number.isInteger(processes) || processes < 1) {
    throw new Error(`--processes ${values.processes}: give a whole number of at least 1.`);
  }
  return {
    cremaD: cremaDFolder(values['crema-d']),
    natural: values.natural ?? process.env.NATURAL_DIR ?? '',
    cache: values.cache,
    processes,
    folds: values.fold?.map(foldOf) ?? FOLDS,
    architectures: values.architecture ?? [],
  };
}

/**
 * The fold of a number, as it was typed.
 * @throws Error naming it when there is none.
 */
export function foldOf(number: string): Fold {
  const fold = FOLDS.find((candidate) => String(candidate.number) === number);
  if (fold === undefined) throw new Error(`--fold ${number}: choose 1 to ${FOLDS.length}.`);
  return fold;
}

/** The CREMA-D folder from the argument, or else from CREMA_D_DIR. */
export function cremaDFolder(argument: string | undefined): string {
  const folder = argument ?? process.env.CREMA_D_DIR;
  if (!folder) {
    throw new Error(
      'Where is CREMA-D? Give --crema-d DIR or set CREMA_D_DIR: the official repository, or a folder with AudioWAV in it.',
    );
  }
  return folder;
}

/**
 * The folder of ordinary speech that a command can't do without.
 * @throws Error when it was not named.
 */
export function naturalFolder({ natural }: TrainingArguments): string {
  if (natural === '') {
    throw new Error(
      'Where is ordinary speech? Give --natural DIR or set NATURAL_DIR: a folder with a folder of WAV files for each of librispeech, common-voice and picovoice.',
    );
  }
  return natural;
}
