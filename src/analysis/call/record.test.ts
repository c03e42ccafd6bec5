// An example of every version of the stored record: all of them are read for as long as anybody may keep one.

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { callRecordSchema, callSummarySchema, RECORD_SCHEMA_VERSION } from './record.ts';

const NO_TURNING_POINTS = { escalation: null, worst: null, recovery: null };
const VERSION_1 = {
  schemaVersion: 1,
  scoreVersion: 1,
  file: null,
  seconds: 30,
  speechSeconds: 20,
  score: 7.2,
  interval: [6, 8],
  verdict: 'no-escalation',
  reasons: [{ term: 'now', value: 0.9, points: 3.6, maximum: 4.05, text: 'Sounds calm' }],
  classicScore: 8,
  model: '1.0.0',
  id: 'a',
  console: 'https://console.example',
  callReference: null,
  startedAt: '2026-01-05T09:00:00.000Z',
  endedAt: '2026-01-05T09:00:30.000Z',
  consent: { how: 'asked', at: '2026-01-05T09:00:00.000Z' },
  gaps: [{ start: 10, end: 12, cause: 'hold' }],
  notes: [],
  corrections: [],
};
const VERSION_2 = { ...VERSION_1, schemaVersion: 2, scoreVersion: 2, turningPoints: NO_TURNING_POINTS };
const VERSION_3 = { ...VERSION_2, schemaVersion: 3, consent: { ...VERSION_1.consent, how: 'announced' } };
const VERSION_4 = {
  ...VERSION_3,
  schemaVersion: 4,
  scoreVersion: 3,
  coldStarts: [
    { time: 0, because: 'call' },
    { time: 12.5, because: 'customer' },
    { time: 20, because: 'crash' },
    { time: 25, because: 'model' },
  ],
};
const EXAMPLES = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];

it('has an example of every version', () => {
  expect(EXAMPLES.map(({ schemaVersion }) => schemaVersion)).toEqual(
    Array.from({ length: RECORD_SCHEMA_VERSION }, (_, i) => i + 1),
  );
});

it.each(EXAMPLES)('reads version $schemaVersion, with what came later left open', (example) => {
  const expected = { turningPoints: NO_TURNING_POINTS, coldStarts: [], ...example };
  expect(v.parse(callSummarySchema, example)).toEqual(expected);
  const whole = {
    windows: [{ start: 0, speech: 0, probabilities: null, distress: null }],
    scoreOverTime: [],
  };
  expect(v.parse(callRecordSchema, { ...example, ...whole })).toEqual({ ...expected, ...whole });
});

it('refuses a cold start for a reason that there isn’t', () => {
  const coldStarts = [{ time: 0, because: 'lunch' }];
  expect(v.safeParse(callSummarySchema, { ...VERSION_4, coldStarts }).success).toBe(false);
});
