// The metrics document (models/metrics/<architecture>.json, and served.json, which is of the shipped model): written by
// training and by npm run evaluate, read by the model card. What later versions added is optional, so that older documents stay readable.

import * as v from 'valibot';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { CONDITIONS } from '../sound/conditions.ts';
import { type ConditionResult, PROTOCOLS } from './report.ts';

const share = v.number();
const interval = v.nullable(v.tuple([share, share]));

const figures = v.object({
  uar: share,
  accuracy: share,
  macroF1: share,
  precision: share,
  recall: share,
  logLoss: v.number(),
  brier: v.optional(v.number()),
  ece: share,
});

const groupFigures = v.object({
  clips: v.number(),
  actors: v.number(),
  uar: share,
  accuracy: share,
  ece: share,
  uarInterval: v.optional(interval),
});
const grouping = v.record(v.string(), groupFigures);

const hits = v.object({ accuracy: share, uar: share });

const listeners = v.object({
  clips: v.number(),
  tied: v.number(),
  agreement: share,
  raterAgreement: share,
  klDivergence: v.number(),
  klDivergenceOfMeanVote: v.number(),
  intended: v.object({ model: hits, plurality: hits, rater: hits }),
});

const result = v.object({
  protocol: v.picklist(PROTOCOLS),
  condition: v.picklist(CONDITIONS),
  folds: v.array(figures),
  mean: figures,
  sd: figures,
  uarInterval: v.optional(interval),
  confusion: v.array(v.array(share)),
  perClass: v.record(
    v.picklist(EMOTIONS),
    v.object({ precision: share, recall: share, f1: share, clips: v.number() }),
  ),
  groups: v.object({
    sex: grouping,
    age: grouping,
    race: v.optional(grouping),
    ethnicity: v.optional(grouping),
  }),
  reliability: v.optional(
    v.array(
      v.object({
        from: share,
        to: share,
        clips: v.number(),
        confidence: v.nullable(share),
        accuracy: v.nullable(share),
      }),
    ),
  ),
  riskCoverage: v.optional(
    v.array(v.object({ coverage: share, confidence: share, accuracy: share, uar: share })),
  ),
  notSure: v.optional(
    v.object({
      below: share,
      coverage: share,
      accuracy: v.nullable(share),
      uar: v.nullable(share),
      accuracyWithheld: v.nullable(share),
    }),
  ),
  listeners: v.optional(v.nullable(listeners)),
});

const metricsDocument = v.object({
  schemaVersion: v.literal(1),
  architecture: v.pipe(v.string(), v.nonEmpty()),
  /** Version of the model; only `npm run evaluate` writes it. */
  version: v.optional(v.string()),
  parameters: v.number(),
  sizeBytes: v.number(),
  results: v.array(result),
});

export type MetricsDocument = v.InferOutput<typeof metricsDocument>;
export type StoredResult = MetricsDocument['results'][number];
export type StoredGroups = StoredResult['groups'];

/**
 * Reads a metrics document.
 * @param name of the file, for the error
 * @throws Error naming the file and the field that does not fit.
 */
export function parseMetricsDocument(json: unknown, name: string): MetricsDocument {
  const parsed = v.safeParse(metricsDocument, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${name} is no metrics document: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}.`);
}

/** The document of one architecture as it is written to a file. */
export function metricsDocumentOf(facts: {
  readonly architecture: string;
  readonly version?: string;
  readonly parameters: number;
  readonly sizeBytes: number;
  readonly results: readonly ConditionResult[];
}): string {
  return `${JSON.stringify({ schemaVersion: 1, ...facts }, null, 2)}\n`;
}
