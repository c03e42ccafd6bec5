// A model's manifest (models/emotion.json): what the graphs are, what it was trained on and how to calibrate it.

import * as v from 'valibot';
import { EMOTIONS } from './emotions.ts';

/** Sample rate of everything after the resampler, in Hz. */
export const SAMPLE_RATE_HZ = 16_000;
/** Length of one classifier window. */
export const WINDOW_SECONDS = 3;
/** Length of one classifier window at `SAMPLE_RATE_HZ`. */
export const WINDOW_SAMPLES = SAMPLE_RATE_HZ * WINDOW_SECONDS;

/** Fractions of 1, mean over the speaker-disjoint folds, by condition (clean, phone, opus). */
export const metricsSchema = v.record(
  v.string(),
  v.object({ uar: v.number(), accuracy: v.number(), ece: v.number() }),
);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const temperature = v.pipe(v.number(), v.gtValue(0));

const commonEntries = {
  version: v.pipe(v.string(), v.nonEmpty()),
  labels: v.array(v.string()),
  sampleRate: v.number(),
  windowSeconds: v.number(),
  /** The pretrained encoder inside the graph; null where there is none. */
  encoder: v.optional(
    v.nullable(v.object({ name: v.string(), layers: v.number(), sha256: v.string() })),
    null,
  ),
  licences: v.array(v.object({ part: v.string(), licence: v.string(), holder: v.string() })),
  trainedOn: v.string(),
  metrics: metricsSchema,
};

/** One graph from audio to logits: every window is read by itself. */
const plainSchema = v.object({
  schemaVersion: v.literal(1),
  ...commonEntries,
  /** Softmax temperature fitted on speakers the head has not seen. */
  temperature,
  /** SHA-256 of the graph, lower-case hex. */
  sha256,
});

/** Two graphs, from audio to an embedding and from that to logits in the context of the call's own voice. */
const contextSchema = v.object({
  schemaVersion: v.literal(2),
  ...commonEntries,
  /** Softmax temperatures where nothing is known of the voice, and where it is known. */
  temperature: v.object({ cold: temperature, known: temperature }),
  /** SHA-256 of both graphs, lower-case hex. */
  sha256: v.object({ embedding: sha256, head: sha256 }),
  /** `ContextSettings` of call-voice.ts. */
  context: v.object({
    size: v.pipe(v.number(), v.integer(), v.minValue(1)),
    share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    priorWindows: v.pipe(v.number(), v.gtValue(0)),
  }),
});

const manifestSchema = v.variant('schemaVersion', [plainSchema, contextSchema]);

export type PlainManifest = v.InferOutput<typeof plainSchema>;
export type ContextManifest = v.InferOutput<typeof contextSchema>;
export type ModelManifest = PlainManifest | ContextManifest;

/**
 * Reads a manifest and holds it against the model contract.
 * @throws Error naming the field that does not fit, its value and what was expected.
 */
export function parseManifest(json: unknown): ModelManifest {
  const result = v.safeParse(manifestSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(
      `The model manifest does not fit: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}.`,
    );
  }
  const manifest = result.output;
  if (manifest.labels.join() !== EMOTIONS.join()) {
    throw new Error(
      `The model's labels are "${manifest.labels.join(', ')}"; expected "${EMOTIONS.join(', ')}" in this order.`,
    );
  }
  if (manifest.sampleRate !== SAMPLE_RATE_HZ || manifest.windowSeconds !== WINDOW_SECONDS) {
    throw new Error(
      `The model wants ${manifest.windowSeconds} s windows at ${manifest.sampleRate} Hz; expected ${WINDOW_SECONDS} s at ${SAMPLE_RATE_HZ} Hz.`,
    );
  }
  return manifest;
}
