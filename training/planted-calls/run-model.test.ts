import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { readCorpus } from '../data/corpus.ts';
import { readIfThere } from '../shared/read-if-there.ts';
import { trueWindows } from './oracle.ts';
import { plantCalls } from './planted-calls.ts';
import { type HeardCall, loadGate, runModel } from './run-model.ts';

const folder = cremaDFolder();

describe.skipIf(folder === null)('hearing a planted call', () => {
  it.each(['clean', 'phone'] as const)('finds the speech and nothing else: %s', async (condition) => {
    const { clips } = await readCorpus(folder ?? '');
    const [call] = await plantCalls([{ actor: 1001, course: 'slow-thaw', minutes: 1.5, seed: 1 }], clips);
    if (call === undefined) throw new Error('no call was planted');
    const place = await mkdtemp(join(tmpdir(), 'planted-calls-'));
    try {
      const file = join(place, 'call');
      // The gate is the one that ships; what the encoder makes of a window doesn't matter here.
      const ears = { newGate: await loadGate(), featuresOf: (window: Float32Array) => window.slice(0, 2) };
      await runModel({ call, condition, file }, ears);
      const { windows, features } = deserialize((await readIfThere(file)) ?? new Uint8Array()) as HeardCall;
      const truth = trueWindows(call);
      expect(windows.map(({ start }) => start)).toEqual(truth.map(({ start }) => start));
      const heard = windows.filter(({ row }) => row !== null);
      expect(features.length).toBe(2 * heard.length);
      const heardShare = (least: number, most: number) => {
        const asked = windows.filter((_, i) => {
          const speech = truth[i]?.speechSeconds ?? 0;
          return speech >= least && speech <= most;
        });
        return asked.filter(({ row }) => row !== null).length / asked.length;
      };
      expect(heardShare(0, 0)).toBe(0);
      expect(heardShare(2, 3)).toBeGreaterThan(0.85);
    } finally {
      await rm(place, { recursive: true });
    }
  });
});
