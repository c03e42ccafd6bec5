// Tells speech from silence and noise with Silero VAD v5, frame by frame over a continuous stream. The graph has the
// weights of Silero's own and takes many frames in a run (training/gate/speech-gate-graph.ts).

import { WINDOW_SAMPLES } from './manifest.ts';
import type { OrtModule, OrtSession, OrtTensor } from './ort.ts';

/** Samples in one VAD frame, 32 ms at 16 kHz: what Silero v5 is trained on. */
export const FRAME_SAMPLES = 512;
/** Samples of the previous frame that come in front of each frame. */
export const CONTEXT_SAMPLES = 64;
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
  #pending = new Float32Array(CONTEXT_SAMPLES);
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
    const sound = new Float32Array(this.#pending.length + samples.length);
    sound.set(this.#pending);
    sound.set(samples, this.#pending.length);
    const count = Math.floor((sound.length - CONTEXT_SAMPLES) / FRAME_SAMPLES);
    this.#pending = sound.slice(count * FRAME_SAMPLES);
    if (count > 0) await this.#run(sound, count);
  }

  /** Share of voiced frames, 0 to 1, among the frames that lie wholly inside the last `WINDOW_SAMPLES` samples. */
  voicedShare(): number {
    const end = this.#framesSeen;
    const samplesSeen = end * FRAME_SAMPLES + this.#pending.length - CONTEXT_SAMPLES;
    const first = Math.max(0, Math.ceil((samplesSeen - WINDOW_SAMPLES) / FRAME_SAMPLES));
    let voiced = 0;
    for (let frame = first; frame < end; frame++) voiced += this.#voiced[frame % FRAMES_KEPT] ?? 0;
    return end === first ? 0 : voiced / (end - first);
  }

  /** @param sound the first frame's context, and the frames behind it */
  async #run(sound: Float32Array, count: number): Promise<void> {
    const width = CONTEXT_SAMPLES + FRAME_SAMPLES;
    const frames = new Float32Array(count * width);
    for (let frame = 0; frame < count; frame++) {
      const start = frame * FRAME_SAMPLES;
      frames.set(sound.subarray(start, start + width), frame * width);
    }
    const { probabilities, nextState } = await this.#session.run({
      frames: new this.#ort.Tensor('float32', frames, [count, width]),
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
