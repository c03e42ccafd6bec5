import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AudioWindow, WindowRing } from './window-ring.ts';

const ramp = (length: number) => Float32Array.from({ length }, (_, index) => index);

function cut(signal: Float32Array, cuts: readonly number[], windowSamples: number, hopSamples: number) {
  const windows: AudioWindow[] = [];
  const ring = new WindowRing({ windowSamples, hopSamples, onWindow: (window) => windows.push(window) });
  let from = 0;
  for (const to of [...cuts, signal.length]) {
    ring.push(signal.subarray(from, to));
    from = to;
  }
  return windows;
}

it('gives every window that fits, however the stream is cut into blocks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.nat(300)),
      (windowSamples, hop, length, rawCuts) => {
        const hopSamples = Math.min(hop, windowSamples);
        const signal = ramp(length);
        const cuts = rawCuts.filter((at) => at <= length).toSorted((a, b) => a - b);
        const windows = cut(signal, cuts, windowSamples, hopSamples);
        const expected = length < windowSamples ? 0 : Math.floor((length - windowSamples) / hopSamples) + 1;
        expect(windows).toHaveLength(expected);
        windows.forEach(({ startSample, samples, freshSamples }, index) => {
          expect(startSample).toBe(index * hopSamples);
          expect([...samples]).toEqual([...signal.subarray(startSample, startSample + windowSamples)]);
          expect(freshSamples).toBe(index === 0 ? windowSamples : hopSamples);
        });
      },
    ),
  );
});

it('fills the memory it is given', () => {
  const memory = new Float32Array(4);
  let given: Float32Array | null = null;
  const ring = new WindowRing({
    windowSamples: 4,
    hopSamples: 2,
    allocate: () => memory,
    onWindow: ({ samples }) => {
      given = samples;
    },
  });
  ring.push(ramp(4));
  expect(given).toBe(memory);
});

it('refuses a hop longer than the window and says so', () => {
  expect(() => new WindowRing({ windowSamples: 4, hopSamples: 5, onWindow: () => {} })).toThrow('got 5');
});
