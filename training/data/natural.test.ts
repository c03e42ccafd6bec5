import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../tests/support/encode-wav.ts';
import {
  clipsOf,
  developmentSpeakers,
  NATURAL_TEST_SETS,
  NATURAL_TRAINING_SETS,
  readNaturalSpeech,
} from './natural.ts';
import { NATURAL_LICENCES } from './natural-licences.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-natural-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A speaker that choices are made on, and one that heads learn from. */
const chosenOn = [...developmentSpeakers()][0] ?? '';
const learnedFrom = '19';

function put(set: string, clip: string, seconds: number): void {
  mkdirSync(join(folder, set), { recursive: true });
  const sound = Float32Array.from({ length: seconds * 16_000 }, (_, n) => 0.1 * Math.sin(n / 9));
  writeFileSync(join(folder, set, `${clip}.wav`), encodeWav([sound], 16_000));
}

put('librispeech', `${chosenOn}-1-0000`, 5.5);
put('librispeech', `${learnedFrom}-1-0000`, 6.5);
put('librispeech-test-other', '1688-142285-0000', 6.5);
put('asterisk', 'hello', 6.5);
put('common-voice', 'sample-000008', 1);
put('picovoice', 'order', 4);

describe('ordinary speech', () => {
  it('sets eighty readers aside to choose on, as many women as men, the same ones every time', async () => {
    const speakers = developmentSpeakers();
    expect(speakers.size).toBe(80);
    expect(developmentSpeakers()).toEqual(speakers);
    expect(speakers).not.toContain(learnedFrom);
    // A reader of the test set stands in the same table.
    expect(speakers).not.toContain('1688');
    const { development } = await readNaturalSpeech(folder);
    expect(new Set(development.map(({ speaker }) => speaker))).toEqual(new Set([chosenOn]));
  });

  it('never brings a test set or a reader that choices are made on to training', async () => {
    const { training } = await readNaturalSpeech(folder);
    expect(new Set(training.map(({ set }) => set))).toEqual(new Set(NATURAL_TRAINING_SETS));
    for (const set of NATURAL_TEST_SETS) expect(NATURAL_TRAINING_SETS).not.toContain(set);
    const speakers = developmentSpeakers();
    for (const { speaker } of training) expect(speakers.has(speaker ?? '')).toBe(false);
  });

  it('cuts clips into passages: every two seconds for training, every second of whole windows to choose on', async () => {
    const { training, development } = await readNaturalSpeech(folder);
    expect(training.map(({ id }) => id)).toEqual([
      'librispeech/19-1-0000@0',
      'librispeech/19-1-0000@2',
      'librispeech/19-1-0000@4',
      'common-voice/sample-000008@0',
      'picovoice/order@0',
      'picovoice/order@2',
    ]);
    expect(development.map(({ firstSample }) => firstSample)).toEqual([0, 16_000, 32_000]);
  });

  it('knows of a speaker what the tables say', async () => {
    const { training } = await readNaturalSpeech(folder);
    const [reader] = training;
    expect(reader).toMatchObject({ speaker: '19', sex: 'female', accent: null });
    expect(training.find(({ set }) => set === 'common-voice')).toMatchObject({
      speaker: null,
      sex: 'male',
      accent: 'england',
    });
    expect(training.at(-1)).toMatchObject({ speaker: null, sex: null, accent: null });
  });

  it('says which set is missing', async () => {
    await expect(clipsOf(join(folder, 'nowhere'), 'picovoice')).rejects.toThrow(
      'There is no set "picovoice" in the folder of ordinary speech',
    );
    mkdirSync(join(folder, 'empty', 'picovoice'), { recursive: true });
    await expect(clipsOf(join(folder, 'empty'), 'picovoice')).rejects.toThrow('has no WAV files');
  });

  it('names the licence of every set that is trained on', () => {
    expect(NATURAL_LICENCES.map(({ set }) => set)).toEqual([...NATURAL_TRAINING_SETS]);
  });
});
