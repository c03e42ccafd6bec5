import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import { keptFrom } from './kept-from.ts';
import { countExpired, purgeExpired } from './retention.ts';
import { type CallStore, openCallStore } from './store.ts';

const NOW = Date.parse('2026-06-12T14:00:00.000Z');
const OPTIONS = { seed: 1, course: 'calm', seconds: 8, state: 'ended' } as const;

let store: CallStore;

beforeEach(async () => {
  store = openCallStore();
  await store.clear();
  for (const [id, startedAt] of [
    ['today', '2026-06-12T13:00:00.000Z'],
    ['week-old', '2026-06-05T14:00:00.000Z'],
    ['older', '2026-06-05T13:59:59.999Z'],
    ['may', '2026-05-01T09:00:00.000Z'],
  ] as const) {
    await store.save(fixtureSummary({ ...OPTIONS, id, startedAt }), fixtureWindows(OPTIONS));
  }
});

const ids = async () => (await store.list(Number.POSITIVE_INFINITY)).map(({ id }) => id);

it('counts days from the beginning of a call, to the millisecond', () => {
  expect(keptFrom(7, NOW)).toBe('2026-06-05T14:00:00.000Z');
});

it('deletes what is past its retention with its windows, and nothing else', async () => {
  expect(await countExpired(store, 7, NOW)).toBe(2);
  expect(await purgeExpired(store, 7, NOW)).toBe(2);
  expect(await ids()).toEqual(['today', 'week-old']);
  expect(await store.windows('older')).toEqual([]);
  expect((await store.windows('week-old')).length).toBeGreaterThan(0);
  expect(await purgeExpired(store, 7, NOW)).toBe(0);
});

it('leaves all where all are young enough', async () => {
  expect(await countExpired(store, 90, NOW)).toBe(0);
  expect(await purgeExpired(store, 90, NOW)).toBe(0);
  expect(await ids()).toEqual(['today', 'week-old', 'older', 'may']);
});

it('the store lists what started since a moment, the newest first', async () => {
  const calls = await store.since('2026-06-05T14:00:00.000Z');
  expect(calls.map(({ id }) => id)).toEqual(['today', 'week-old']);
});
