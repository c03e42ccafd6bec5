// Figures on people who simply talk (models/metrics/natural.json): written by npm run bench:natural, read by the model card
// and docs/score.md. Windows are those of the product: one a second of a speaker's joined clips, past speech gate and tones.
// Probabilities are the model's, before any correction of the score.

import * as v from 'valibot';
import { NOT_SURE_BELOW } from '../../src/analysis/emotion/calibration.ts';
import { type Probabilities, topEmotion } from '../../src/analysis/emotion/emotions.ts';
import { distressOf } from '../../src/analysis/score/distress.ts';
import { VERDICTS } from '../../src/analysis/score/verdict.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const points = v.pipe(v.number(), v.minValue(1), v.maxValue(10));

const shares = v.object({
  windows: v.number(),
  /** Of the windows: anger, disgust, fear or sadness on top. */
  distressed: share,
  anger: share,
  neutral: share,
  /** The top emotion is below the panel's threshold. */
  notSure: share,
  meanDistress: share,
});
export type Shares = v.InferOutput<typeof shares>;

const set = v.object({
  name: v.string(),
  ...shares.entries,
  speakers: v.number(),
  /** Largest share of distressed windows among the speakers. */
  worstSpeaker: share,
  groups: v.object({ sex: v.record(v.string(), shares) }),
  /** What the product makes of each speaker's clips as a call; null without context. */
  calls: v.nullable(
    v.object({
      count: v.number(),
      medianScore: v.nullable(points),
      lowestScore: v.nullable(points),
      verdicts: v.record(v.picklist(VERDICTS), v.number()),
    }),
  ),
});
export type NaturalSetFigures = v.InferOutput<typeof set>;

const sets = v.object({ sets: v.array(set) });
const condition = v.object({ cold: sets, inCall: v.nullable(sets) });
const schema = v.object({
  schemaVersion: v.literal(1),
  model: v.string(),
  conditions: v.object({ clean: condition, phone: condition }),
});
export type NaturalDocument = v.InferOutput<typeof schema>;

/** @throws Error naming the field that does not fit */
export function parseNaturalDocument(json: unknown): NaturalDocument {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`natural.json does not fit: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}.`);
}

/** One speaker, as heard by the product. */
export interface HeardSpeaker {
  readonly speaker: string;
  readonly sex: string | null;
  /** Of every window with speech. */
  readonly probabilities: readonly Probabilities[];
  /** Of the speaker's clips as one call; null where the windows were read without context. */
  readonly call: { readonly score: number | null; readonly verdict: (typeof VERDICTS)[number] } | null;
}

const DISTRESSED = new Set(['anger', 'disgust', 'fear', 'sadness']);

/** Shares of some windows. @throws Error when there are none. */
export function sharesOf(windows: readonly Probabilities[]): Shares {
  if (windows.length === 0) throw new Error('There are no windows with speech.');
  const shareOf = (is: (window: Probabilities) => boolean) => windows.filter(is).length / windows.length;
  return {
    windows: windows.length,
    distressed: shareOf((window) => DISTRESSED.has(topEmotion(window))),
    anger: shareOf((window) => topEmotion(window) === 'anger'),
    neutral: shareOf((window) => topEmotion(window) === 'neutral'),
    notSure: shareOf((window) => window[topEmotion(window)] < NOT_SURE_BELOW),
    meanDistress: windows.reduce((sum, window) => sum + distressOf(window), 0) / windows.length,
  };
}

/**
 * Figures of a set. Speakers of whom no window passed the gate are left out.
 * @throws Error when that is all of them.
 */
export function naturalSetFigures(name: string, all: readonly HeardSpeaker[]): NaturalSetFigures {
  const speakers = all.filter(({ probabilities }) => probabilities.length > 0);
  const sexes = [...new Set(speakers.flatMap(({ sex }) => sex ?? []))].sort();
  const of = (some: readonly HeardSpeaker[]) => sharesOf(some.flatMap(({ probabilities }) => probabilities));
  return {
    name,
    ...of(speakers),
    speakers: speakers.length,
    worstSpeaker: Math.max(...speakers.map((speaker) => of([speaker]).distressed)),
    groups: {
      sex: Object.fromEntries(sexes.map((sex) => [sex, of(speakers.filter((one) => one.sex === sex))])),
    },
    calls: callsOf(speakers),
  };
}

function callsOf(speakers: readonly HeardSpeaker[]): NaturalSetFigures['calls'] {
  const calls = speakers.flatMap(({ call }) => call ?? []);
  if (calls.length === 0) return null;
  const scores = calls.flatMap(({ score }) => score ?? []).sort((a, b) => a - b);
  const verdicts = VERDICTS.map(
    (verdict) => [verdict, calls.filter((call) => call.verdict === verdict).length] as const,
  ).filter(([, count]) => count > 0);
  return {
    count: calls.length,
    medianScore: medianOf(scores),
    lowestScore: scores[0] ?? null,
    verdicts: Object.fromEntries(verdicts) as NonNullable<NaturalSetFigures['calls']>['verdicts'],
  };
}

function medianOf(ascending: readonly number[]): number | null {
  const low = ascending[Math.floor((ascending.length - 1) / 2)];
  const high = ascending[Math.ceil((ascending.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
