import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingAnalysis } from '../../analysis/call/analyse-recording.ts';
import { RECORD_SCHEMA_VERSION } from '../../analysis/call/record.ts';
import { SCORE_VERSION } from '../../analysis/score/constants.ts';
import { NO_TURNING_POINTS } from '../../analysis/score/turning-points.ts';
import { openResultFolder, type ResultFolder } from './result-folder.ts';

const MODEL = '2.2.0';
const analysisOf = (file: string): RecordingAnalysis => ({
  schemaVersion: RECORD_SCHEMA_VERSION,
  scoreVersion: SCORE_VERSION.inContext,
  file,
  seconds: 4,
  speechSeconds: 0,
  score: null,
  interval: null,
  verdict: 'not-enough-speech',
  reasons: [],
  turningPoints: NO_TURNING_POINTS,
  classicScore: null,
  model: MODEL,
  windows: [],
});

let folder: string;
let results: ResultFolder;
const written = async () => (await readdir(folder)).sort();

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-results-'));
  results = await openResultFolder(folder, MODEL);
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder of results', () => {
  it('has one of a recording however often it is written, and however its address is signed', async () => {
    const address = 'https://archive.example/call.wav';
    for (const signature of ['a', 'b']) {
      await results.write(analysisOf(`${address}?X-Amz-Signature=${signature}`), 'right');
    }
    expect(await written()).toEqual([expect.stringMatching(/^call\.wav\.[0-9a-f]{32}\.json$/)]);
    expect(await results.has(`${address}?X-Amz-Signature=c`, 'right')).toBe(true);
    expect(await results.has(address, 'left')).toBe(false);
  });

  it('keeps namesakes apart', async () => {
    for (const call of ['1', '2']) await results.write(analysisOf(`/archive/${call}/audio.wav`), 'right');
    await results.write(analysisOf('/archive/1/audio.wav'), 'mix');
    expect(await written()).toHaveLength(3);
  });

  it.each([
    `/archive/${'x'.repeat(250)}.wav`,
    `https://archive.example/${encodeURIComponent('电话录音'.repeat(20))}.wav`,
    '/archive/录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音录音.wav',
    'https://not an address/call.wav',
  ])('takes a recording whatever it is called: %s', async (recording) => {
    expect(await results.has(recording, 'right')).toBe(false);
    await results.write(analysisOf(recording), 'right');
    expect(await written()).toHaveLength(1);
  });

  it('has none of a recording that is newer, of another model, or of a file that is damaged', async () => {
    const recording = path.join(folder, 'call.wav');
    await writeFile(recording, '');
    await results.write(analysisOf(recording), 'right');
    expect(await results.has(recording, 'right')).toBe(true);
    expect(await (await openResultFolder(folder, '2.2.0 native')).has(recording, 'right')).toBe(false);

    const later = new Date(Date.now() + 5000);
    await utimes(recording, later, later);
    expect(await results.has(recording, 'right')).toBe(false);

    const [name = ''] = (await written()).filter((file) => file.endsWith('.json'));
    await utimes(recording, new Date(0), new Date(0));
    for (const content of ['{"scoreVersion": 2', '{"theme": "dark"}']) {
      await writeFile(path.join(folder, name), content);
      expect(await results.has(recording, 'right')).toBe(false);
    }
  });
});
