// What a call would know of a voice and a line, for heads to learn with: the offsets that are taken from an example before
// it is read. A head that always knew them would be lost at the beginning of a call; one that never knew them hears the
// voice before the mood (JOURNAL.md, "From actors to callers").

import {
  type ContextSettings,
  contextOf,
  hearVoice,
  unknownVoice,
} from '../../src/analysis/emotion/call-voice.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { Clip } from '../data/corpus.ts';
import { USUAL_CALL } from '../data/usual-call.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { groupBy } from '../shared/group-by.ts';
import { type Random, seededRandom } from '../shared/random.ts';

/** Calls that are made up of each voice on each line; one of them is drawn each time that an example is seen. */
const CALLS_PER_VOICE = 12;
/** Most windows of a made-up call; how many it has is drawn evenly over their logarithm. */
const LONGEST_CALL_WINDOWS = 40;
/** How calm a window of a call is taken for, where it is calm and where it isn't. */
const CALM_WEIGHT = { calm: 0.75, distressed: 0.05 } as const;
/** How much of what a group's rows have in common is known: that many draws, from this share up. */
const PARTS_PER_GROUP = 3;
const LEAST_KNOWN = 0.3;

/**
 * Makes up calls of every actor: some windows of the actor's own, in the mix of a usual call.
 * @param mean the usual voice
 * @param rows whose actors have voices; others' clips are never looked at
 * @returns by row of the table, offsets in the features' units
 */
export function voicesOfActors(
  clips: readonly Clip[],
  rows: Int32Array,
  table: FeatureTable,
  mean: Float32Array,
  context: Omit<ContextSettings, 'size'>,
  seed: string,
): (row: number) => readonly Float32Array[] {
  const rowsOfActor = groupBy(rows, (row) => (clips[row] as Clip).actor);
  const voices = new Map<number, readonly Float32Array[]>();
  for (const [actor, own] of rowsOfActor) {
    const random = seededRandom('known voices', seed, actor);
    const byLabel = groupBy(own, (row) => (clips[row] as Clip).label);
    voices.set(
      actor,
      Array.from({ length: CALLS_PER_VOICE }, () => callOf(byLabel, table, mean, context, random)),
    );
  }
  return (row) => voices.get((clips[row] as Clip).actor) ?? [];
}

function callOf(
  byLabel: ReadonlyMap<number, readonly number[]>,
  table: FeatureTable,
  mean: Float32Array,
  context: Omit<ContextSettings, 'size'>,
  random: Random,
): Float32Array {
  const windows = Math.floor(LONGEST_CALL_WINDOWS ** random());
  const settings = { ...context, size: table.width };
  let voice = unknownVoice(table.width);
  for (let window = 0; window < windows; window++) {
    const label = drawLabel(byLabel, random);
    const rows = byLabel.get(label) ?? [];
    const row = rows[Math.floor(random() * rows.length)] as number;
    const values = table.values.subarray(row * table.width, (row + 1) * table.width);
    const emotion = EMOTIONS[label];
    const isCalm = emotion === 'neutral' || emotion === 'happy';
    voice = hearVoice(
      voice,
      values.map((value, i) => value - (mean[i] as number)),
      isCalm ? CALM_WEIGHT.calm : CALM_WEIGHT.distressed,
    );
  }
  return contextOf(voice, settings);
}

function drawLabel(byLabel: ReadonlyMap<number, readonly number[]>, random: Random): number {
  const labels = [...byLabel.keys()];
  const shareOf = (label: number) => USUAL_CALL[EMOTIONS[label] as (typeof EMOTIONS)[number]];
  let left = random() * labels.reduce((sum, label) => sum + shareOf(label), 0);
  for (const label of labels) {
    left -= shareOf(label);
    if (left < 0) return label;
  }
  return labels.at(-1) as number;
}

/**
 * What may be known of one voice, or of a group of unnamed ones: a part of what its rows have in common.
 * @param rows of the voice
 * @returns offsets in the features' units
 */
export function voicesOfGroup(
  rows: Int32Array,
  table: FeatureTable,
  mean: Float32Array,
  { share }: Pick<ContextSettings, 'share'>,
  seed: string,
): readonly Float32Array[] {
  const random = seededRandom('known voices', seed);
  const offset = meanOfRows(table, rows).map((value, i) => value - (mean[i] as number));
  return Array.from({ length: PARTS_PER_GROUP }, () => {
    const known = share * (LEAST_KNOWN + (1 - LEAST_KNOWN) * random());
    return offset.map((value) => known * value);
  });
}

/** Mean of some rows of features. @throws Error when there are none. */
export function meanOfRows({ values, width }: FeatureTable, rows: Int32Array): Float32Array {
  if (rows.length === 0) throw new Error('There are no rows to take the mean of.');
  const sum = new Float64Array(width);
  for (const row of rows)
    for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + (values[row * width + i] as number);
  return Float32Array.from(sum, (value) => value / rows.length);
}
