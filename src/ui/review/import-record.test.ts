import { expect, it } from 'vitest';
import { RECORD_SCHEMA_VERSION } from '../../analysis/call/record.ts';
import { parseImport } from './import-record.ts';

const analysis = {
  schemaVersion: RECORD_SCHEMA_VERSION,
  scoreVersion: 2,
  file: 'call.wav',
  seconds: 3,
  speechSeconds: 0,
  score: null,
  interval: null,
  verdict: 'not-enough-speech',
  reasons: [],
  turningPoints: { escalation: null, worst: null, recovery: null },
  classicScore: null,
  model: '2.2.0',
  windows: [{ start: 0, speech: 0, probabilities: null, distress: null }],
};
const call = {
  ...analysis,
  file: null,
  id: 'a',
  console: 'https://console.example',
  callReference: null,
  startedAt: '2026-01-05T09:00:00.000Z',
  endedAt: '2026-01-05T09:00:30.000Z',
  consent: { how: 'asked', at: '2026-01-05T09:00:00.000Z' },
  gaps: [],
  coldStarts: [{ time: 0, because: 'call' }],
  notes: [],
  corrections: [],
  scoreOverTime: [],
};

it.each([
  ['an analysis', analysis],
  ['a call', call],
])('reads %s back as it was written', (_, record) => {
  expect(parseImport(JSON.stringify(record))).toEqual(record);
});

it.each([
  ['{"score": 4', 'This file is not whole JSON.'],
  ['[]', 'This JSON file is no call that Evenkeel exported'],
  [JSON.stringify({ ...analysis, score: 11 }), 'score is 11, expected <=10'],
  [JSON.stringify({ ...analysis, schemaVersion: 99 }), 'A newer Evenkeel exported this call (format 99).'],
  [JSON.stringify({ ...analysis, seconds: 1e10 }), 'This call claims to last 10000000000 seconds'],
  [JSON.stringify({ ...call, consent: null }), 'consent is null, expected Object'],
])('refuses %s in a sentence', (text, sentence) => {
  expect(() => parseImport(text)).toThrow(sentence);
});
