import { beforeEach, describe, expect, it } from 'vitest';
import {
  createScriptedEngine,
  SCRIPTED_VOICE,
  type ScriptedEngine,
} from '../../../tests/fixtures/scripted-engine.ts';
import { calibrate } from '../emotion/calibration.ts';
import { calmOf, contextOf, hearVoice, unknownVoice } from '../emotion/call-voice.ts';
import type { Probabilities } from '../emotion/emotions.ts';
import { WINDOW_SAMPLES } from '../emotion/manifest.ts';
import type { EmbeddedReading, WindowReading } from '../emotion/window-reading.ts';
import { LEVEL_WINDOWS } from '../score/constants.ts';
import type { ColdStart } from './record.ts';
import { KNOWN_AFTER_WINDOWS, type RereadWindow, VoiceReader } from './voice-reader.ts';

let engine: ScriptedEngine;
let reader: VoiceReader;
let coldStarts: ColdStart[];
let known: (readonly RereadWindow[])[];
let errors: Error[];
let next: number;

beforeEach(() => {
  engine = createScriptedEngine(SCRIPTED_VOICE);
  coldStarts = [];
  known = [];
  errors = [];
  next = 0;
  reader = new VoiceReader({
    engine,
    onColdStart: (start) => coldStarts.push(start),
    onKnown: (reread) => known.push(reread),
    onError: (error) => errors.push(error),
  });
  reader.restart({ time: 0, because: 'call' });
});

/** What the engine says of a window of this level. */
async function readingOf(level: number, by = engine): Promise<WindowReading> {
  const window = new Float32Array(WINDOW_SAMPLES).fill(level);
  const { reading } = await by.analyse({
    stream: 'a',
    window,
    freshSamples: WINDOW_SAMPLES,
    classify: true,
  });
  if (reading === null) throw new Error('A window of sound has a reading.');
  return reading;
}

/** Hears windows of these levels, one a second. */
async function hear(...levels: number[]): Promise<Probabilities[]> {
  const heard: Probabilities[] = [];
  for (const level of levels) {
    const reading = await readingOf(level);
    const start = next++;
    heard.push(await reader.read({ start, end: start + 3, reading, model: engine.model }));
    await reader.settle();
  }
  return heard;
}

const times = (count: number, level: number) => Array<number>(count).fill(level);

describe('reading in the context of a voice', () => {
  it('takes away what windows before have in common, and nothing from the first', async () => {
    const [first, ...later] = await hear(...times(6, 0.25));
    const cold = (await readingOf(0.25)) as EmbeddedReading;
    expect(first).toEqual(calibrate(cold.coldLogits, 1));
    // A voice that lies low is nothing calm any more: it is how this voice is.
    const anger = later.map((window) => window.anger);
    expect(anger).toEqual(anger.toSorted((a, b) => a - b));
    expect(anger[0]).toBeGreaterThan(first?.anger ?? 1);
    expect(coldStarts).toEqual([{ time: 0, because: 'call' }]);
  });

  it('counts every window by how calm it is without context', async () => {
    const levels = [0.25, 0.9, 0.4, 0.1];
    await hear(...levels);
    let voice = unknownVoice(SCRIPTED_VOICE.context.size);
    for (const level of levels.slice(0, 3)) {
      const { embedding, coldLogits } = (await readingOf(level)) as EmbeddedReading;
      voice = hearVoice(voice, embedding, calmOf(calibrate(coldLogits, SCRIPTED_VOICE.temperature.cold)));
    }
    expect(engine.readings.at(-1)?.context).toEqual(contextOf(voice, SCRIPTED_VOICE.context));
  });

  it('reads the first windows once more when the voice is known, and never again', async () => {
    const levels = times(KNOWN_AFTER_WINDOWS, 0.25);
    const heard = await hear(...levels);
    expect(known).toHaveLength(1);
    expect(known[0]?.map(({ start }) => start)).toEqual([...Array(LEVEL_WINDOWS).keys()]);
    const [reread] = known[0] ?? [];
    expect(reread?.probabilities.anger).toBeGreaterThan(heard[0]?.anger ?? 1);
    // By what all windows so far have shown, the last one included: what the next window is read by.
    const [after] = await hear(0.25);
    expect(after).toEqual(reread?.probabilities);
    await hear(...levels);
    await reader.end();
    expect(known).toHaveLength(1);
  });

  it('reads them once more at the end of a shorter call, unless there is nothing but them', async () => {
    await hear(...times(LEVEL_WINDOWS + 1, 0.25));
    await reader.end();
    expect(known.map((reread) => reread.length)).toEqual([LEVEL_WINDOWS]);
    reader.restart({ time: 0, because: 'customer' });
    await hear(...times(LEVEL_WINDOWS, 0.25));
    await reader.end();
    expect(known.map((reread) => reread.length)).toEqual([LEVEL_WINDOWS, 0]);
  });

  it('begins anew with the first window that ends after another customer began', async () => {
    await hear(...times(12, 0.25));
    // The last window ended at 14; the next one ends at 15.
    reader.restart({ time: 14.5, because: 'customer' });
    const [first] = await hear(0.4);
    const cold = (await readingOf(0.4)) as EmbeddedReading;
    expect(first).toEqual(calibrate(cold.coldLogits, 1));
    expect(coldStarts.slice(1)).toEqual([{ time: 14.5, because: 'customer' }]);
    // The first customer's opening was read once more by what was known of them.
    expect(known.map((reread) => reread.length)).toEqual([LEVEL_WINDOWS]);
    reader.restart({ time: 30, because: 'customer' });
    await hear(0.4);
    expect(coldStarts).toHaveLength(2);
  });

  it('begins anew with another model, and keeps what the old one said', async () => {
    await hear(...times(12, 0.25));
    engine.model = 'another';
    await hear(0.25);
    expect(coldStarts.slice(1)).toEqual([{ time: 14, because: 'model' }]);
    expect(known).toEqual([[]]);
  });

  it('keeps the reading without context where the engine holds another model by now', async () => {
    await hear(0.25, 0.25);
    const reading = (await readingOf(0.4)) as EmbeddedReading;
    const { model } = engine;
    engine.model = 'another';
    const read = await reader.read({ start: 2, end: 5, reading, model });
    expect(read).toEqual(calibrate(reading.coldLogits, 1));
  });

  it('keeps it where the engine breaks at it, and says so', async () => {
    await hear(0.25);
    engine.readInContext = () => Promise.reject(new Error('It broke.'));
    const [second] = await hear(0.25);
    const reading = (await readingOf(0.25)) as EmbeddedReading;
    expect(second).toEqual(calibrate(reading.coldLogits, 1));
    expect(errors.map(({ message }) => message)).toEqual(['It broke.']);
  });

  it('has nothing to do for a model without context, and begins when one with context takes over', async () => {
    const plain = createScriptedEngine();
    const reading = await readingOf(0.25, plain);
    await reader.read({ start: 0, end: 3, reading, model: 'plain' });
    await reader.settle();
    expect([coldStarts, known]).toEqual([[], []]);
    next = 1;
    await hear(0.25);
    expect(coldStarts).toEqual([{ time: 3, because: 'model' }]);
  });
});
