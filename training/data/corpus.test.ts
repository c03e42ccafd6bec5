import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { encodeWav } from '../../tests/support/encode-wav.ts';
import { parseClipId, readClip, readCorpus } from './corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-corpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeClips(name: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  const audio = join(folder, name, 'AudioWAV');
  mkdirSync(audio, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(audio, file), content);
  return join(folder, name);
}

const beep = encodeWav([new Float32Array(1_600).fill(0.25)], 16_000);

describe('parseClipId', () => {
  it.each([
    ['1001_DFA_ANG_XX', { actor: 1001, sentence: 'DFA', emotion: 'anger' }],
    ['1091_IEO_SAD_LO', { actor: 1091, sentence: 'IEO', emotion: 'sadness' }],
    ['1040_ITH_SAD_X', { actor: 1040, sentence: 'ITH', emotion: 'sadness' }],
  ])('reads actor, sentence and emotion of %s', (id, parsed) => {
    expect(parseClipId(id)).toEqual(parsed);
  });

  it.each(['1001_DFA_BOR_XX', 'noise', '2001_DFA_ANG_XX'])('knows that %s is no clip', (id) => {
    expect(parseClipId(id)).toBeUndefined();
  });
});

describe('readCorpus', () => {
  it('leaves out the bad clips, both of each pair, and says why', async () => {
    const names = ['1076_MTI_SAD_XX', '1006_TIE_HAP_XX', '1006_TIE_NEU_XX', '1001_DFA_ANG_XX', 'readme'];
    const corpus = await readCorpus(
      writeClips('bad', Object.fromEntries(names.map((name) => [`${name}.wav`, beep]))),
    );
    expect(corpus.clips.map((clip) => clip.id)).toEqual(['1001_DFA_ANG_XX']);
    expect(corpus.leftOut.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      '1006_TIE_HAP_XX: same audio as 1006_TIE_NEU_XX under another label',
      '1006_TIE_NEU_XX: same audio as 1006_TIE_HAP_XX under another label',
      '1076_MTI_SAD_XX: silent',
      'readme: not named like a clip of CREMA-D',
    ]);
  });

  it('takes the folder AudioWAV itself too', async () => {
    const parent = writeClips('direct', { '1001_DFA_HAP_XX.wav': beep });
    expect((await readCorpus(join(parent, 'AudioWAV'))).clips).toHaveLength(1);
  });

  it('says what to do where there is nothing', async () => {
    await expect(readCorpus(join(folder, 'nowhere'))).rejects.toThrow(/--crema-d DIR or CREMA_D_DIR/);
    await expect(readCorpus(writeClips('empty', {}))).rejects.toThrow(/No clips of CREMA-D/);
  });
});

describe('readClip', () => {
  it('names a Git LFS pointer for what it is', async () => {
    const parent = writeClips('lfs', {
      '1001_DFA_ANG_XX.wav': 'version https://git-lfs.github.com/spec/v1\n',
    });
    await expect(readClip(join(parent, 'AudioWAV/1001_DFA_ANG_XX.wav'))).rejects.toThrow(/git lfs pull/);
  });

  it('refuses another sample rate', async () => {
    const parent = writeClips('rate', { '1001_DFA_ANG_XX.wav': encodeWav([new Float32Array(800)], 8_000) });
    await expect(readClip(join(parent, 'AudioWAV/1001_DFA_ANG_XX.wav'))).rejects.toThrow(
      /8000 Hz with 1 channels/,
    );
  });

  const clips = cremaDFolder();
  it.skipIf(clips === null)('reads real clips of 1 to 6 seconds with a voice in them', async () => {
    const corpus = await readCorpus(clips ?? '');
    for (const clip of corpus.clips.filter((_, i) => i % 40 === 0)) {
      const samples = await readClip(clip.path);
      expect(samples.length).toBeGreaterThan(16_000);
      expect(samples.length).toBeLessThan(6 * 16_000);
      expect(Math.max(...samples.map(Math.abs))).toBeGreaterThan(0.01);
    }
  });
});
