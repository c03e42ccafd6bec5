// The document of the planted-call bench (models/metrics/score.json): written by npm run bench:score, read by its plot
// and by docs/score.md.

import * as v from 'valibot';
import { COURSES } from './courses.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const order = { spearman: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)), pairwiseOrder: share };
const biases = v.record(v.string(), v.object({ calls: v.number(), bias: v.number() }));

const figures = v.object({
  calls: v.number(),
  ...order,
  withinCourses: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  /** In points, as are `oneFlipMax`, `lengthDrift` and every bias. */
  meanAbsoluteError: v.number(),
  coverage80: share,
  recoveryWithin10s: share,
  oneFlipMax: v.number(),
  lengthDrift: v.number(),
  courses: v.object(v.entriesFromList(COURSES, v.object({ score: v.number(), oracle: v.number() }))),
  groups: v.object({ sex: biases, age: biases }),
  withoutBaseline: v.object({ ...order, meanAbsoluteError: v.number() }),
  classic: v.object(order),
  /** Every measured call, for the plot. */
  scatter: v.array(
    v.object({
      course: v.picklist(COURSES),
      oracle: v.number(),
      score: v.number(),
      classic: v.number(),
    }),
  ),
});
export type ConditionFigures = v.InferOutput<typeof figures>;

const schema = v.object({
  schemaVersion: v.literal(1),
  scoreVersion: v.number(),
  /** Version of the model whose folds judged the calls. */
  model: v.string(),
  conditions: v.object({ clean: figures, phone: figures }),
});
export type ScoreDocument = v.InferOutput<typeof schema>;

/** The document as text: figures to four decimals. */
export function scoreDocumentOf(document: ScoreDocument): string {
  const text = JSON.stringify(
    document,
    (_key, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value),
    1,
  );
  return `${text}\n`;
}

/** @throws Error naming the file and what doesn't fit */
export function parseScoreDocument(json: unknown, file: string): ScoreDocument {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  throw new Error(`${file} is no document of the planted-call bench: ${v.summarize(result.issues)}`);
}
