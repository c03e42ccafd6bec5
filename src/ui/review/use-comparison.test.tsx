// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { CallRecord } from '../../analysis/call/record.ts';
import type { QueuedRecording } from './recording-queue.ts';
import { openCallOf, type Shelf } from './review-model.ts';
import { type ComparisonState, useComparison } from './use-comparison.ts';

const OPTIONS = { seed: 1, course: 'calm', seconds: 20, state: 'ended' } as const;
const NOW = new Date('2026-06-12T14:05:00.000Z');

function record(id: string): CallRecord {
  return { ...fixtureSummary({ ...OPTIONS, id }), windows: fixtureWindows(OPTIONS), scoreOverTime: [] };
}

const WAITING: QueuedRecording = {
  id: 'waiting',
  file: new File([], 'a.wav'),
  choice: 'mix',
  channels: null,
  taken: null,
  state: { kind: 'waiting' },
};
const ANALYSED: QueuedRecording = {
  ...WAITING,
  id: 'analysed',
  state: {
    kind: 'analysed',
    analysis: record('analysed'),
    levels: { customer: [], other: null },
  },
};
const SHELF: Shelf = {
  recordings: [WAITING, ANALYSED],
  imported: [{ id: 'imported', name: 'imported.json', record: record('elsewhere') }],
  stored: [fixtureSummary({ ...OPTIONS, id: 'first' }), fixtureSummary({ ...OPTIONS, id: 'second' })],
  heldBack: [],
};

let shelf: Shelf;
let comparison: ComparisonState;
let loaded: CallRecord | null;

function Probe() {
  const first = openCallOf('first', shelf, record('first'), NOW);
  comparison = useComparison(first, shelf, NOW, async () => loaded);
  return null;
}

/** Opens a call, and waits until it has been read. */
async function take(id: string): Promise<void> {
  await act(async () => void comparison.take(id));
  await act(async () => {});
}

beforeEach(() => {
  shelf = SHELF;
  loaded = record('second');
  act(() => render(<Probe />, document.body));
});
afterEach(() => render(null, document.body));

describe('a comparison', () => {
  it('takes no call before one is asked for', () => {
    expect(comparison.take('second')).toBe(false);
    expect(comparison.secondId).toBeNull();
  });

  it.each([['second'], ['imported'], ['analysed']])(
    'lays the next call that is opened beside the open one: %s',
    async (id) => {
      act(() => comparison.choose());
      expect(comparison.isChoosing).toBe(true);
      await take(id);
      expect(comparison.isChoosing).toBe(false);
      expect(comparison.second?.id).toBe(id);
    },
  );

  it('ends when another call is opened, or is closed', async () => {
    act(() => comparison.choose());
    await take('second');
    await take('imported');
    expect(comparison.second).toBeNull();
    act(() => comparison.choose());
    act(() => comparison.close());
    expect(comparison.isChoosing).toBe(false);
  });

  it.each([
    ['first', 'That is the call that is open.'],
    ['waiting', 'That recording isn’t analysed.'],
  ])('asks again in a sentence instead of %s', async (id, sentence) => {
    act(() => comparison.choose());
    await take(id);
    expect(comparison.isChoosing).toBe(true);
    expect(comparison.problem).toContain(sentence);
  });

  it('asks again where the call was deleted meanwhile', async () => {
    loaded = null;
    act(() => comparison.choose());
    await take('second');
    expect(comparison.isChoosing).toBe(true);
    expect(comparison.problem).toContain('That call is no longer on this machine.');
  });

  it('asks again where the call is deleted while the two are looked at', async () => {
    act(() => comparison.choose());
    await take('second');
    shelf = { ...SHELF, stored: SHELF.stored?.slice(0, 1) ?? null };
    await act(async () => render(<Probe />, document.body));
    expect(comparison.isChoosing).toBe(true);
    expect(comparison.problem).toContain('That call is no longer on this machine.');
  });

  it.each([
    ['removed', [WAITING], 'That call is no longer on this machine.'],
    ['analysed anew', [WAITING, { ...WAITING, id: 'analysed' }], 'That recording isn’t analysed.'],
  ] as const)(
    'asks again where the recording is %s while the two are looked at',
    async (_, recordings, why) => {
      act(() => comparison.choose());
      await take('analysed');
      expect(comparison.second?.id).toBe('analysed');
      shelf = { ...SHELF, recordings };
      await act(async () => render(<Probe />, document.body));
      await act(async () => {});
      expect(comparison.isChoosing).toBe(true);
      expect(comparison.problem).toContain(why);
    },
  );
});
