import { mkdirSync, mkdtempSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../src/audio/wav.ts';
import { windowOf } from './conditions.ts';
import { readClip, readCorpus } from './corpus.ts';
import { loadGraph } from './encoder.ts';
import { extractFeatures, readFeatures } from './features.ts';
import { FEATURE_COUNT, FEATURES, featureGraph, MOONSHINE_BASE, readMoonshine } from './moonshine.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

const audio = join(folder, 'AudioWAV');
mkdirSync(audio);
for (const [i, id] of ['1001_DFA_ANG_XX', '1001_DFA_HAP_XX', '1002_DFA_SAD_XX'].entries()) {
  const tone = Float32Array.from({ length: 20_000 }, (_, n) => 0.3 * Math.sin(n * (0.05 + 0.02 * i)));
  writeFileSync(join(audio, `${id}.wav`), encodeWav([tone], 16_000));
}

describe('extractFeatures', () => {
  it('computes each actor once, resumes with what is missing, and gives rows in the order asked for', async () => {
    const { clips } = await readCorpus(folder);
    const cache = join(folder, 'cache');
    await extractFeatures(clips, ['phone-centred'], cache, 2);
    const variantFolder = join(cache, MOONSHINE_BASE.sha256.slice(0, 12), 'phone-centred');
    const files = (await readdir(variantFolder)).sort();
    expect(files).toHaveLength(2);
    const times = () => files.map((file) => statSync(join(variantFolder, file)).mtimeMs);
    const [first, second] = times();
    unlinkSync(join(variantFolder, files[1] ?? ''));
    await extractFeatures(clips, ['phone-centred'], cache, 2);
    expect(times()[0]).toBe(first);
    expect(times()[1]).toBeGreaterThan(second ?? 0);

    const reversed = [...clips].reverse();
    const table = await readFeatures(reversed, 'phone-centred', cache);
    const run = await loadGraph(featureGraph(await readMoonshine()), FEATURES);
    for (const [row, clip] of reversed.entries()) {
      const features = await run(windowOf(await readClip(clip.path), clip.id, 'phone-centred'));
      expect(table.values.slice(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT)).toEqual(features);
    }
  });

  it('says that features are missing', async () => {
    const { clips } = await readCorpus(folder);
    await expect(readFeatures(clips, 'clean-centred', join(folder, 'none'))).rejects.toThrow(/npm run train/);
  });
});
