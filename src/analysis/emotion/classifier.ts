// The emotion classifier: from three seconds of audio to six emotions, by one graph, or by two where the model reads a
// window in the context of the call's own voice.

import { calibrate } from './calibration.ts';
import { EMOTIONS } from './emotions.ts';
import { loadGraph } from './graph.ts';
import { type ContextManifest, type ModelManifest, type PlainManifest, WINDOW_SAMPLES } from './manifest.ts';
import type { OrtModule, SessionOptions } from './ort.ts';
import type { ContextRequest, WindowReading } from './window-reading.ts';

export interface Classifier {
  /**
   * @param window `WINDOW_SAMPLES` samples of 16 kHz mono in [-1, 1]. Always one window a run: the int8 encoder
   *   quantises over the batch, so neighbours would change each other.
   * @throws RangeError when the window has another length
   */
  read(window: Float32Array): Promise<WindowReading>;
  /** One logit an emotion. Null for a model that reads every window by itself. */
  readInContext(request: Omit<ContextRequest, 'model'>): Promise<Float32Array<ArrayBuffer> | null>;
}

/** Graphs of a model. */
export interface ModelFiles {
  readonly model: Uint8Array<ArrayBuffer>;
  /** Reads the head of a model with context. */
  readonly readHead: () => Promise<Uint8Array<ArrayBuffer>>;
}

const AUDIO = { name: 'audio', size: WINDOW_SAMPLES };
const LOGITS = { name: 'logits', size: EMOTIONS.length };

/**
 * Loads the graphs and warms them up, so that the first window of a call is as fast as the others.
 *
 * @throws Error in a sentence that says what doesn't fit the manifest: a checksum, an input, an output, or a head that
 *   gives no number where nothing is known of the voice
 */
export async function loadClassifier(
  ort: OrtModule,
  files: ModelFiles,
  manifest: ModelManifest,
  sessionOptions: SessionOptions,
): Promise<Classifier> {
  const classifier =
    manifest.schemaVersion === 1
      ? await loadPlain(ort, files, manifest, sessionOptions)
      : await loadInContext(ort, files, manifest, sessionOptions);
  await classifier.read(new Float32Array(WINDOW_SAMPLES));
  return classifier;
}

async function loadPlain(
  ort: OrtModule,
  { model }: ModelFiles,
  { sha256, temperature }: PlainManifest,
  sessionOptions: SessionOptions,
): Promise<Classifier> {
  const contract = { file: 'model file', sha256, inputs: [AUDIO], output: LOGITS };
  const run = await loadGraph(ort, model, contract, sessionOptions);
  return {
    read: async (audio) => ({
      kind: 'plain',
      probabilities: calibrate(await run({ audio }), temperature),
    }),
    readInContext: async () => null,
  };
}

async function loadInContext(
  ort: OrtModule,
  { model, readHead }: ModelFiles,
  { sha256, context, temperature }: ContextManifest,
  sessionOptions: SessionOptions,
): Promise<Classifier> {
  const embedding = { name: 'embedding', size: context.size };
  const runEncoder = await loadGraph(
    ort,
    model,
    { file: 'model file', sha256: sha256.embedding, inputs: [AUDIO], output: embedding },
    sessionOptions,
  );
  const runHead = await loadGraph(
    ort,
    await readHead(),
    {
      file: 'model’s head',
      sha256: sha256.head,
      inputs: [embedding, { name: 'context', size: context.size }],
      output: LOGITS,
    },
    sessionOptions,
  );
  const unknown = new Float32Array(context.size);
  return {
    async read(audio) {
      const numbers = await runEncoder({ audio });
      const coldLogits = await runHead({ embedding: numbers, context: unknown });
      if (!coldLogits.every(Number.isFinite)) {
        throw new Error(
          `The model’s head gives ${coldLogits.join(', ')} where nothing is known of the voice; expected numbers. Reinstall Evenkeel.`,
        );
      }
      return { kind: 'embedded', embedding: numbers, coldLogits, settings: { context, temperature } };
    },
    readInContext: (request) => runHead({ embedding: request.embedding, context: request.context }),
  };
}
