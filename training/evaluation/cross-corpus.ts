// Figures on another corpus (models/metrics/cross-corpus.json): written by npm run evaluate -- --corpus, read by the model
// card. Without context, after thirty windows of a usual call, and after thirty of the clip's own emotion.

import * as v from 'valibot';
import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';
import { DISTRESS_WEIGHTS } from '../../src/analysis/score/constants.ts';
import { CLASSES } from '../shared/classes.ts';
import { speakerInterval } from './bootstrap.ts';
import type { Spoken } from './in-call.ts';
import { classFigures, confusionOf, figuresOf, type Predictions, predictionsAt } from './metrics.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const reading = v.object({
  uar: share,
  /** 95 % interval of the UAR, drawn over speakers; null where there are fewer than five. */
  uarInterval: v.nullable(v.tuple([share, share])),
  /** How often a distressed clip gets more distress than one that is not: 0.5 is chance. */
  distressAuc: share,
  ece: share,
  /** Recall of each emotion. */
  perClass: v.object(v.entriesFromList(EMOTIONS, share)),
});
export type CorpusReading = v.InferOutput<typeof reading>;

const corpus = v.object({
  name: v.string(),
  part: v.string(),
  clips: v.number(),
  speakers: v.number(),
  cold: reading,
  /** Null for a model that takes no context. */
  inCall: v.nullable(reading),
  inCallSteady: v.nullable(reading),
});
export type CorpusFigures = v.InferOutput<typeof corpus>;

const schema = v.object({ schemaVersion: v.literal(1), model: v.string(), corpora: v.array(corpus) });
export type CrossCorpusDocument = v.InferOutput<typeof schema>;

/** @throws Error naming the field that does not fit */
export function parseCrossCorpus(json: unknown): CrossCorpusDocument {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`cross-corpus.json does not fit: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}.`);
}

/**
 * Figures of some clips.
 * @param probabilities clips × 6, row-major
 */
export function readingOf(
  clips: readonly Spoken[],
  probabilities: Float32Array,
  seed: string,
): CorpusReading {
  const predictions: Predictions = {
    labels: Int32Array.from(clips, ({ label }) => label),
    probabilities,
    classes: CLASSES,
  };
  const { uar, ece } = figuresOf(predictions);
  const recalls = classFigures(confusionOf(predictions)).map(({ recall }) => recall);
  const speakers = [...new Set(clips.map(({ actor }) => actor))];
  const confusions = speakers.map((speaker) =>
    confusionOf(
      predictionsAt(
        predictions,
        [...clips.keys()].filter((row) => clips[row]?.actor === speaker),
      ),
    ),
  );
  const interval = speakerInterval(confusions, seed);
  return {
    uar,
    uarInterval: interval && [...interval],
    distressAuc: distressAuc(predictions),
    ece,
    perClass: Object.fromEntries(EMOTIONS.map((emotion, k) => [emotion, recalls[k] ?? 0])) as Record<
      Emotion,
      number
    >,
  };
}

/**
 * How well distress tells distressed clips from the others: the share of pairs that it orders right, ties counting half
 * (the area under the ROC curve).
 */
export function distressAuc({
  labels,
  probabilities,
}: Pick<Predictions, 'labels' | 'probabilities'>): number {
  const weights: readonly number[] = EMOTIONS.map((emotion) =>
    emotion in DISTRESS_WEIGHTS ? DISTRESS_WEIGHTS[emotion as keyof typeof DISTRESS_WEIGHTS] : 0,
  );
  const distress = Array.from(labels, (_, row) =>
    weights.reduce((sum, weight, k) => sum + weight * (probabilities[row * CLASSES + k] ?? 0), 0),
  );
  const isDistressed = Array.from(labels, (label) => (weights[label] ?? 0) > 0);
  let right = 0;
  let pairs = 0;
  for (const [i, own] of distress.entries()) {
    if (!isDistressed[i]) continue;
    for (const [j, other] of distress.entries()) {
      if (isDistressed[j]) continue;
      pairs++;
      if (own > other) right++;
      else if (own === other) right += 0.5;
    }
  }
  if (pairs === 0) throw new Error('There are no distressed clips, or none that are not.');
  return right / pairs;
}
