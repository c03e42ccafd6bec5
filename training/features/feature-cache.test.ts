import { mkdirSync, mkdtempSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../tests/support/encode-wav.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { encoderKey, featureCountOf, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { loadNativeGraph } from '../onnx/run-native-graph.ts';
import { windowOf } from '../sound/conditions.ts';
import { extractFeatures, readFeatures } from './feature-cache.ts';

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
    await extractFeatures('moonshine-base', clips, ['phone-centred'], cache, 2);
    const variantFolder = join(cache, encoderKey(MOONSHINE_BASE).slice(0, 12), 'phone-centred');
    const files = (await readdir(variantFolder)).sort();
    expect(files).toHaveLength(2);
    const times = () => files.map((file) => statSync(join(variantFolder, file)).mtimeMs);
    const [first, second] = times();
    unlinkSync(join(variantFolder, files[1] ?? ''));
    await extractFeatures('moonshine-base', clips, ['phone-centred'], cache, 2);
    expect(times()[0]).toBe(first);
    expect(times()[1]).toBeGreaterThan(second ?? 0);

    const reversed = [...clips].reverse();
    const table = await readFeatures('moonshine-base', reversed, 'phone-centred', cache);
    const run = await loadNativeGraph(
      featureGraph(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE)),
      FEATURES,
    );
    const width = featureCountOf(MOONSHINE_BASE);
    for (const [row, clip] of reversed.entries()) {
      const features = await run(windowOf(await readClip(clip.path), clip.id, 'phone-centred'));
      expect(table.values.slice(row * width, (row + 1) * width)).toEqual(features);
    }
  });

  it('says that features are missing', async () => {
    const { clips } = await readCorpus(folder);
    await expect(
      readFeatures('moonshine-base', clips, 'clean-centred', join(folder, 'none')),
    ).rejects.toThrow(/npm run train/);
  });
});
