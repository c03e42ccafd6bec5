// The gate's framing, with a session that writes down what it is given; the graph is tested where it is made.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateFrames } from '../../../tests/support/gate-frames.ts';
import { nodeOrt } from '../../node/node-engine.ts';
import { WINDOW_SAMPLES } from './manifest.ts';
import type { OrtSession, OrtTensor } from './ort.ts';
import { SpeechGate } from './speech-gate.ts';

/** A voice to this session is a frame whose last sample is positive. */
async function openGate() {
  const ort = await nodeOrt();
  const frames: Float32Array[] = [];
  const states: OrtTensor[] = [];
  const session = {
    async run(feeds: { frames: OrtTensor; state: OrtTensor }) {
      const [count = 0, width = 0] = feeds.frames.dims;
      const data = feeds.frames.data as Float32Array;
      const heard = Array.from({ length: count }, (_, i) => data.slice(i * width, (i + 1) * width));
      frames.push(...heard);
      states.push(feeds.state);
      const probabilities = Float32Array.from(heard, (frame) => ((frame.at(-1) ?? 0) > 0 ? 0.9 : 0));
      const nextState = new ort.Tensor('float32', new Float32Array(256).fill(states.length), [2, 1, 128]);
      return { probabilities: new ort.Tensor('float32', probabilities, [count]), nextState };
    },
  };
  return { gate: new SpeechGate(ort, session as unknown as OrtSession), frames, states };
}

/** Samples that tell where they stand. */
const counting = (length: number) => Float32Array.from({ length }, (_, i) => i + 1);

describe('the speech gate', () => {
  it('gives every frame once, with what comes before it, however the sound is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 12 }), async (lengths) => {
        const { gate, frames, states } = await openGate();
        const samples = counting(lengths.reduce((sum, length) => sum + length, 0));
        let from = 0;
        for (const length of lengths) {
          await gate.push(samples.subarray(from, from + length));
          from += length;
        }
        expect(frames).toEqual(gateFrames(samples));
        // Each run goes on from what the one before has left.
        expect(states.map(({ data }) => data[0])).toEqual(states.map((_, run) => run));
      }),
    );
  });

  it('counts the voiced frames of the last window, and no older ones', async () => {
    const { gate } = await openGate();
    expect(gate.voicedShare()).toBe(0);
    await gate.push(new Float32Array(WINDOW_SAMPLES).fill(-1));
    expect(gate.voicedShare()).toBe(0);
    await gate.push(new Float32Array(WINDOW_SAMPLES / 2).fill(1));
    expect(gate.voicedShare()).toBeCloseTo(0.5, 1);
    await gate.push(new Float32Array(WINDOW_SAMPLES / 2).fill(1));
    expect(gate.voicedShare()).toBe(1);
  });
});
