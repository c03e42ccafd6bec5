// Tells speech from silence and noise with Silero VAD v5, frame by frame over a continuous stream. The graph has the
// weights of Silero's own and takes many frames in a run (training/gate/speech-gate-graph.ts).

import { WINDOW_SAMPLES } from './manifest.ts';
import type { OrtModule, OrtSession, OrtTensor } from './ort.ts';

/** Samples in one VAD frame, 32 ms at 16 kHz: what Silero v5 is trained on. */
export const FRAME_SAMPLES = 512;
/** Samples of the previous frame that come in front of each frame. */
const CONTEXT_SAMPLES = 64;
const STATE_SHAPE = [2, 1, 128] as const;
/**
 * A frame is voiced from this speech probability on. Silero's own default is 0.5, which takes most of the speech over a
 * telephone (300-3400 Hz) for silence; noise, tones and hum reach not even this one (training/JOURNAL.md).
 */
const VOICED_PROBABILITY = 0.1;
/** A window counts as speech from this share of voiced frames on: half a second of voice. */
export const MIN_VOICED_SHARE = 0.15;

const FRAMES_KEPT = Math.ceil(WINDOW_SAMPLES / FRAME_SAMPLES) + 1;

/** The speech gate of one continuous stream of audio. After a gap in the audio, start a new one. */
export class SpeechGate {
  readonly #ort: OrtModule;
  readonly #session: OrtSession;
  #state: OrtTensor;
  /** The context of the next frame, and behind it the samples that don't fill it yet. */
  readonly #pending = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES);
  /** Samples waiting behind the context. */
  #filled = 0;
  #framesSeen = 0;
  /** Ring of the last frames: 1 where voiced. */
  readonly #voiced = new Uint8Array(FRAMES_KEPT);

  constructor(ort: OrtModule, session: OrtSession) {
    this.#ort = ort;
    this.#session = session;
    this.#state = new ort.Tensor('float32', new Float32Array(256), STATE_SHAPE);
  }

  /**
   * Takes in the samples that follow those of the last call (16 kHz mono in [-1, 1]), any number of them.
   * @throws what the session throws; the stream then needs a new gate, since this one has lost some of it
   */
  async push(samples: Float32Array): Promise<void> {
    const count = Math.floor((this.#filled + samples.length) / FRAME_SAMPLES);
    const frames = new Float32Array(count * this.#pending.length);
    let frame = 0;
    for (let read = 0; read < samples.length; ) {
      const taken = Math.min(FRAME_SAMPLES - this.#filled, samples.length - read);
      this.#pending.set(samples.subarray(read, read + taken), CONTEXT_SAMPLES + this.#filled);
      this.#filled += taken;
      read += taken;
      if (this.#filled < FRAME_SAMPLES) continue;
      frames.set(this.#pending, frame++ * this.#pending.length);
      this.#pending.copyWithin(0, FRAME_SAMPLES);
      this.#filled = 0;
    }
    if (count > 0) await this.#run(frames, count);
  }

  /** Share of voiced frames, 0 to 1, among the frames that lie wholly inside the last `WINDOW_SAMPLES` samples. */
  voicedShare(): number {
    const end = this.#framesSeen;
    const samplesSeen = end * FRAME_SAMPLES + this.#filled;
    const first = Math.max(0, Math.ceil((samplesSeen - WINDOW_SAMPLES) / FRAME_SAMPLES));
    let voiced = 0;
    for (let frame = first; frame < end; frame++) voiced += this.#voiced[frame % FRAMES_KEPT] ?? 0;
    return end === first ? 0 : voiced / (end - first);
  }

  async #run(frames: Float32Array, count: number): Promise<void> {
    const { probabilities, nextState } = await this.#session.run({
      frames: new this.#ort.Tensor('float32', frames, [count, this.#pending.length]),
      state: this.#state,
    });
    if (!probabilities || !nextState) {
      throw new Error('The speech gate’s graph gave no "probabilities" or no "nextState".');
    }
    for (const probability of probabilities.data as Float32Array) {
      this.#voiced[this.#framesSeen % FRAMES_KEPT] = probability >= VOICED_PROBABILITY ? 1 : 0;
      this.#framesSeen++;
    }
    this.#state = nextState;
  }
}
