import { expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { CallRecord } from '../../analysis/call/record.ts';
import type { QueuedRecording } from './recording-queue.ts';
import {
  exportName,
  openCallOf,
  type Shelf,
  secondsLeft,
  storedOnShelf,
  whyNotOpen,
} from './review-model.ts';

const NOW = new Date('2026-06-12T15:00:00.000Z');
const options = { id: 'stored', seed: 3, course: 'resolved', seconds: 120, state: 'ended' } as const;
const stored: CallRecord = {
  ...fixtureSummary(options),
  windows: fixtureWindows(options),
  scoreOverTime: [],
};
const recording: QueuedRecording = {
  id: 'recording',
  file: new File([], 'call.wav'),
  choice: 'guess',
  channels: 2,
  taken: { customer: 'left', guess: null },
  state: {
    kind: 'analysed',
    analysis: { ...stored, file: 'call.wav' },
    levels: { customer: [-20], other: [-30] },
  },
};
const shelf: Shelf = {
  recordings: [recording, { ...recording, id: 'busy', state: { kind: 'waiting' } }],
  imported: [{ id: 'imported', name: 'from-agent.json', record: stored }],
  stored: [stored],
  heldBack: [],
};

it('holds running calls back from those who see scores only when a call is over', () => {
  const running = { ...stored, id: 'running', endedAt: null };
  expect(storedOnShelf([running, stored], true)).toEqual({ stored: [stored], heldBack: ['running'] });
  expect(storedOnShelf([running, stored], false)).toEqual({ stored: [running, stored], heldBack: [] });
  expect(storedOnShelf(null, true)).toEqual({ stored: null, heldBack: [] });
});

it('tells why a call is not open', () => {
  const known = { ...shelf, heldBack: ['running'] };
  const ids = ['gone', 'running', 'stored', 'recording', 'imported', null];
  expect(ids.map((id) => whyNotOpen(id, known))).toEqual(['gone', 'held-back', null, null, null, null]);
  expect(whyNotOpen('gone', { ...known, stored: null })).toBeNull();
});

it.each([
  ['recording', 'call.wav', 'Recording, left channel', true],
  ['imported', 'from-agent.json', 'desk.example.com', false],
  ['stored', 'desk.example.com', ':', false],
])('opens %s', (id, title, where, hasAudio) => {
  const call = openCallOf(id, shelf, stored, NOW);
  expect(call).toMatchObject({ id, title, subtitle: expect.stringContaining(where) });
  expect([call?.audio !== null, call?.levels !== null]).toEqual([hasAudio, hasAudio]);
  // Of the score that ships, worked out anew from the windows.
  expect(call?.scoreOverTime.at(-1)?.score).toBe(stored.score);
});

it.each(['busy', 'gone', null])('opens nothing for %s', (id) => {
  expect(openCallOf(id, shelf, stored, NOW)).toBeNull();
});

it('shows no course that another version of the score would have given', () => {
  const imported = [
    { id: 'old', name: 'old.json', record: { ...stored, scoreVersion: 1, windows: [...stored.windows] } },
  ];
  expect(openCallOf('old', { ...shelf, imported }, null, NOW)?.scoreOverTime).toEqual([]);
});

it('names exports so that every file system takes them', () => {
  const record = { ...stored, startedAt: '2026-06-12T13:58:00.000Z' };
  expect(exportName({ title: 'desk.example.com:8443/a', record })).toBe(
    'desk.example.com-8443-a 2026-06-12T13-58',
  );
});

it('tells the time that is left from the rate so far', () => {
  expect(secondsLeft({ seconds: 30, total: 120, beganAt: 1000 }, 11_000)).toBe(30);
  expect(secondsLeft({ seconds: 0, total: 120, beganAt: 1000 }, 11_000)).toBeNull();
});
