// The emotion classifier: one ONNX graph from three seconds of audio to six calibrated probabilities.

import { calibrate } from './calibration.ts';
import { EMOTIONS, type Probabilities } from './emotions.ts';
import { type ModelManifest, WINDOW_SAMPLES } from './manifest.ts';
import type { OrtModule, OrtSession, SessionOptions } from './ort.ts';

export interface Classifier {
  /**
   * @param window `WINDOW_SAMPLES` samples of 16 kHz mono in [-1, 1]. Always one window a run: the int8 encoder
   *   quantises over the batch, so neighbours would change each other.
   * @throws RangeError when the window has another length
   */
  classify(window: Float32Array): Promise<Probabilities>;
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function checkShape(session: OrtSession): void {
  const [input] = session.inputMetadata;
  const [output] = session.outputMetadata;
  const shapeOf = (value: typeof input) => (value?.isTensor ? value.shape : []);
  const wanted = [
    { what: 'input', value: input, name: 'audio', size: WINDOW_SAMPLES },
    { what: 'output', value: output, name: 'logits', size: EMOTIONS.length },
  ];
  for (const { what, value, name, size } of wanted) {
    const shape = shapeOf(value);
    if (value?.name !== name || shape.length !== 2 || shape[1] !== size) {
      throw new Error(
        `The model's ${what} is "${value?.name}" [${shape.join(', ')}]; expected "${name}" [batch, ${size}].`,
      );
    }
  }
}

/**
 * Loads the graph and warms it up, so that the first window of a call is as fast as the others.
 *
 * @throws Error saying which of checksum, input or output doesn't fit the manifest
 */
export async function loadClassifier(
  ort: OrtModule,
  model: Uint8Array<ArrayBuffer>,
  manifest: ModelManifest,
  sessionOptions: SessionOptions,
): Promise<Classifier> {
  const sha256 = await sha256Hex(model);
  if (sha256 !== manifest.sha256) {
    throw new Error(
      `The model file is damaged or of another version: its SHA-256 is ${sha256}, the manifest says ${manifest.sha256}. Reinstall Evenkeel.`,
    );
  }
  const session = await ort.InferenceSession.create(model, sessionOptions);
  checkShape(session);

  const classify = async (window: Float32Array): Promise<Probabilities> => {
    if (window.length !== WINDOW_SAMPLES) {
      throw new RangeError(`A window has ${WINDOW_SAMPLES} samples; got ${window.length}.`);
    }
    const audio = new ort.Tensor('float32', window, [1, WINDOW_SAMPLES]);
    const { logits } = await session.run({ audio });
    return calibrate(logits?.data as Float32Array, manifest.temperature);
  };

  await classify(new Float32Array(WINDOW_SAMPLES));
  return { classify };
}
