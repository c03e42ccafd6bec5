// How training went (models/curves/<architecture>.json): loss and accuracy by epoch for each fold.

import * as v from 'valibot';
import type { Curve } from './plots.ts';

const curvePoint = v.object({
  epoch: v.number(),
  trainLoss: v.number(),
  trainAccuracy: v.number(),
  developmentLoss: v.nullable(v.number()),
  developmentAccuracy: v.nullable(v.number()),
});

const curvesDocument = v.object({
  schemaVersion: v.literal(1),
  architecture: v.pipe(v.string(), v.nonEmpty()),
  /** Epoch that the fold's weights are of, and its way there. */
  folds: v.pipe(v.array(v.object({ epoch: v.number(), curve: v.array(curvePoint) })), v.minLength(1)),
});

export type CurvesDocument = v.InferOutput<typeof curvesDocument>;

/**
 * Reads a document of learning curves.
 * @param name of the file, for the error
 * @throws Error naming the file and the field that does not fit.
 */
export function parseCurvesDocument(json: unknown, name: string): CurvesDocument {
  const parsed = v.safeParse(curvesDocument, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${name} has no learning curves: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}.`);
}

/** The mean of several curves, for the epochs that all of them reached. */
export function meanCurve(curves: readonly (readonly Curve[])[]): Curve[] {
  const epochs = Math.min(...curves.map((curve) => curve.length));
  return Array.from({ length: epochs }, (_, i) => {
    const points = curves.flatMap((curve) => curve[i] ?? []);
    const mean = (of: (point: Curve) => number) =>
      points.reduce((sum, point) => sum + of(point), 0) / points.length;
    const meanWhereAll = (of: (point: Curve) => number | null) =>
      points.some((point) => of(point) === null) ? null : mean((point) => of(point) ?? 0);
    return {
      epoch: mean((point) => point.epoch),
      trainLoss: mean((point) => point.trainLoss),
      trainAccuracy: mean((point) => point.trainAccuracy),
      developmentLoss: meanWhereAll((point) => point.developmentLoss),
      developmentAccuracy: meanWhereAll((point) => point.developmentAccuracy),
    };
  });
}
