// Tells speech from silence and noise with Silero VAD v5, frame by frame over a continuous stream.

import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from './manifest.ts';
import type { OrtModule, OrtSession, OrtTensor } from './ort.ts';

/** Samples in one VAD frame, 32 ms at 16 kHz: what the Silero v5 graph is trained on. */
export const FRAME_SAMPLES = 512;
/** Samples of the previous frame that the graph wants in front of each frame. */
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
  readonly #input = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES);
  readonly #sampleRate: OrtTensor;
  #state: OrtTensor;
  /** Samples waiting in `#input` behind the context until the frame is full. */
  #filled = 0;
  #framesSeen = 0;
  /** Ring of the last frames: 1 where voiced. */
  readonly #voiced = new Uint8Array(FRAMES_KEPT);

  constructor(ort: OrtModule, session: OrtSession) {
    this.#ort = ort;
    this.#session = session;
    this.#sampleRate = new ort.Tensor('int64', BigInt64Array.of(BigInt(SAMPLE_RATE_HZ)), []);
    this.#state = new ort.Tensor('float32', new Float32Array(256), STATE_SHAPE);
  }

  /** Takes in the samples that follow those of the last call (16 kHz mono in [-1, 1]), any number of them. */
  async push(samples: Float32Array): Promise<void> {
    for (let read = 0; read < samples.length; ) {
      const taken = Math.min(FRAME_SAMPLES - this.#filled, samples.length - read);
      this.#input.set(samples.subarray(read, read + taken), CONTEXT_SAMPLES + this.#filled);
      this.#filled += taken;
      read += taken;
      if (this.#filled === FRAME_SAMPLES) await this.#runFrame();
    }
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

  async #runFrame(): Promise<void> {
    const { output, stateN } = await this.#session.run({
      input: new this.#ort.Tensor('float32', this.#input, [1, this.#input.length]),
      state: this.#state,
      sr: this.#sampleRate,
    });
    if (!output || !stateN) throw new Error('The speech gate graph gave no "output" or no "stateN".');
    const probability = (output.data as Float32Array)[0] ?? 0;
    this.#voiced[this.#framesSeen % FRAMES_KEPT] = probability >= VOICED_PROBABILITY ? 1 : 0;
    this.#state = stateN;
    this.#framesSeen++;
    this.#input.copyWithin(0, FRAME_SAMPLES);
    this.#filled = 0;
  }
}
