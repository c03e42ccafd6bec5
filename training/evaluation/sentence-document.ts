// The document of the check with unknown sentences (models/metrics/sentences.json): written by npm run train:sentences,
// read by the model card.

import * as v from 'valibot';
import { CONDITIONS, type Condition } from '../sound/conditions.ts';
import { type FoldPredictions, foldFigures } from './report.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const figures = v.object({ uar: share, accuracy: share });

/** The same clips, of new voices, heard by heads that know their sentences and by heads that don't. */
const comparison = v.object({
  condition: v.picklist(CONDITIONS),
  known: v.object({ mean: figures, sd: figures }),
  unknown: v.object({ mean: figures, sd: figures }),
});

const schema = v.object({
  schemaVersion: v.literal(1),
  /** Version of the model by whose recipe the heads were trained. */
  model: v.string(),
  /** Clips that were measured, over all folds. */
  clips: v.number(),
  /** By fold: the sentences that it leaves out. */
  leftOut: v.array(v.array(v.string())),
  results: v.array(comparison),
});
export type SentenceDocument = v.InferOutput<typeof schema>;

/** A fold's clips of test actors who say the sentences that it leaves out, heard by two heads. */
export interface SentencePredictions {
  /** By the fold's own head, which knows the sentences from other actors. */
  readonly known: Readonly<Record<Condition, FoldPredictions>>;
  /** By a head of the same recipe that has heard neither the actors nor the sentences. */
  readonly unknown: Readonly<Record<Condition, FoldPredictions>>;
}

/** @param leftOut by fold, as `folds` are */
export function sentenceDocumentOf(
  model: string,
  folds: readonly SentencePredictions[],
  leftOut: readonly (readonly string[])[],
): SentenceDocument {
  const summary = (condition: Condition, kind: keyof SentencePredictions) => {
    const { mean, sd } = foldFigures(folds.map((fold) => fold[kind][condition]));
    const short = ({ uar, accuracy }: typeof mean) => ({ uar, accuracy });
    return { mean: short(mean), sd: short(sd) };
  };
  return {
    schemaVersion: 1,
    model,
    clips: folds.reduce((sum, { known }) => sum + known.clean.clips.length, 0),
    leftOut: leftOut.map((sentences) => [...sentences]),
    results: CONDITIONS.map((condition) => ({
      condition,
      known: summary(condition, 'known'),
      unknown: summary(condition, 'unknown'),
    })),
  };
}

/** @throws Error naming the file and what doesn't fit */
export function parseSentenceDocument(json: unknown, file: string): SentenceDocument {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  throw new Error(
    `${file} is no document of the check with unknown sentences: ${v.summarize(result.issues)}`,
  );
}
