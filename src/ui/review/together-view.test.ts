import { expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/gallery/fixture-calls.ts';
import { callsTogether } from './together-view.ts';

const OPTIONS = { seed: 3, course: 'calm', seconds: 30, state: 'ended' } as const;
const summary = (id: string, startedAt: string) => fixtureSummary({ ...OPTIONS, id, startedAt });
const stored = [summary('june', '2026-06-12T10:00:00.000Z'), summary('may', '2026-05-02T10:00:00.000Z')];
const windows = fixtureWindows(OPTIONS);
const record = (id: string, startedAt: string) => ({ ...summary(id, startedAt), windows, scoreOverTime: [] });
const { id: _, console: __, startedAt: ___, ...analysis } = record('x', '2026-06-12T10:00:00.000Z');

const ids = (from: string, to: string, imported: Parameters<typeof callsTogether>[1] = []) =>
  callsTogether(stored, imported, from, to).calls.map(({ id }) => id);

it('takes the stored calls of the days, the last one included', () => {
  expect(ids('', '')).toEqual(['june', 'may']);
  expect(ids('2026-06-12', '2026-06-12')).toEqual(['june']);
  expect(ids('', '2026-06-11')).toEqual(['may']);
});

it('adds imported calls, each once, and by their own date', () => {
  const imported = [
    { id: '1', name: 'a.json', record: record('june', '2026-06-12T10:00:00.000Z') },
    { id: '2', name: 'b.json', record: record('other', '2026-06-12T11:00:00.000Z') },
    { id: '3', name: 'again.json', record: record('other', '2026-06-12T11:00:00.000Z') },
    { id: '4', name: 'c.json', record: record('old', '2025-06-12T11:00:00.000Z') },
    { id: '5', name: 'analysis.json', record: analysis },
    { id: '6', name: 'again.json', record: structuredClone(analysis) },
    { id: '7', name: 'another.json', record: { ...analysis, windows: windows.slice(1) } },
  ];
  expect(ids('2026-06-12', '', imported)).toEqual(['june', '2', '5', '7']);
  const [here, there] = callsTogether(stored, imported, '2026-06-12', '').calls;
  expect(here?.windows).toBeNull();
  expect(there?.windows).toBe(windows);
});

it('leaves out a call that is running', () => {
  const running = { ...summary('june', '2026-06-12T10:00:00.000Z'), endedAt: null };
  expect(callsTogether([running], [], '', '').calls).toEqual([]);
});

it('leaves out calls that another version of the score has scored, and counts them', () => {
  const [june, may] = stored.map((call) => ({
    ...call,
    scoreVersion: call.scoreVersion - Number(call.id === 'may'),
  }));
  if (june === undefined || may === undefined) throw new Error('Two calls are stored.');
  const imported = [{ id: '1', name: 'a.json', record: { ...analysis, scoreVersion: 0 } }];
  const { calls, ofOtherVersions } = callsTogether([june, may], imported, '', '');
  expect(calls.map(({ id }) => id)).toEqual(['june']);
  expect(ofOtherVersions).toBe(2);
});

it('takes calls of both versions that are in use, and says that they are of two', () => {
  const [june, may] = stored;
  if (june === undefined || may === undefined) throw new Error('Two calls are stored.');
  const together = callsTogether([june, { ...may, scoreVersion: 3 }], [], '', '');
  expect(together.calls).toHaveLength(2);
  expect(together.ofOtherVersions).toBe(0);
  expect(together.caution).toMatch(/different versions of the score \(2 and 3\)/);
  expect(callsTogether(stored, [], '', '').caution).toBeNull();
});
