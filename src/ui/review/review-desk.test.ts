import 'fake-indexeddb/auto';
import { type Signal, signal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptedEngine } from '../../../tests/fixtures/scripted-engine.ts';
import { fixtureSummary, fixtureWindows } from '../../../tests/gallery/fixture-calls.ts';
import type { Excerpt } from '../../analysis/audio/excerpt.ts';
import type { AuditEvent } from '../../extension/audit/audit-entry.ts';
import { type CallStore, openCallStore } from '../../extension/store/store.ts';
import { ReviewDesk } from './review-desk.ts';

const CALL = { id: 'stored', seed: 15, course: 'flared', seconds: 60, state: 'ended' } as const;
const RATE_HZ = 16_000;

let store: CallStore;
let onStoreChange: () => void;
let played: Excerpt[];
let audited: AuditEvent[];
let hidesRunning: Signal<boolean>;
let downloads: { name: string; type: string; content: string }[];

const named = (name: string, content = '') => new File([content], name);
const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5000 });

function deskOf(opened: string | null = null, over: Partial<CallStore> = {}) {
  const desk = new ReviewDesk({
    store: { ...store, ...over },
    storeChanges: {
      announce: () => onStoreChange(),
      follow: (onChange) => {
        onStoreChange = onChange;
      },
    },
    hidesRunning,
    loadEngine: async () => createScriptedEngine(),
    openRecording: async () => ({
      sampleRateHz: RATE_HZ,
      channels: 2,
      seconds: 4,
      async *blocks() {
        for (let second = 0; second < 4; second++) {
          yield [new Float32Array(RATE_HZ), new Float32Array(RATE_HZ).fill(0.5)];
        }
      },
      close: () => {},
    }),
    play: (excerpt) => {
      played.push(excerpt);
      return { ended: new Promise(() => {}), stop: () => {} };
    },
    clock: () => Date.parse('2026-06-12T15:00:00.000Z'),
    download: (name, type, content) => downloads.push({ name, type, content }),
    print: () => {},
    onAudit: (event) => {
      audited.push(event);
    },
  });
  if (opened !== null) desk.actions.open(opened);
  return desk;
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = openCallStore();
  played = [];
  downloads = [];
  audited = [];
  hidesRunning = signal(false);
  await store.save(fixtureSummary(CALL), fixtureWindows(CALL));
});

describe('the desk of the review page', () => {
  it('reads the stored calls, and the one that is opened with the page', async () => {
    const desk = deskOf('stored');
    await until(() => desk.stored.value !== null);
    expect(desk.shelf.value.stored?.map(({ id }) => id)).toEqual(['stored']);
    expect(desk.stored.value?.windows).toHaveLength(58);
  });

  it('analyses recordings, opens the first one, and leaves an open call open', async () => {
    const desk = deskOf();
    await desk.addFiles([named('a.wav'), named('b.wav')]);
    const ids = () => desk.shelf.value.recordings.map(({ id }) => id);
    expect(desk.opened.value).toBe(ids()[0]);
    await until(() => desk.shelf.value.recordings.every(({ state }) => state.kind === 'analysed'));
    await desk.addFiles([named('c.wav')]);
    expect(desk.opened.value).toBe(ids()[0]);
    desk.actions.remove(ids()[0] ?? '');
    expect([ids().length, desk.opened.value]).toEqual([2, null]);
  });

  it('guesses the channel at first, lets both be listened to, and falls silent with a recording that goes', async () => {
    const desk = deskOf();
    expect(desk.customer.value).toBe('guess');
    await desk.addFiles([named('a.wav')]);
    const { id = '' } = desk.shelf.value.recordings[0] ?? {};
    await until(() => desk.shelf.value.recordings[0]?.state.kind === 'analysed');
    expect(desk.shelf.value.recordings[0]?.taken?.customer).toBe('right');
    desk.actions.listen(id, 'right');
    await until(() => played.length === 1);
    expect(desk.listening.value).toEqual({ id, channel: 'right', kind: 'playing' });
    desk.actions.remove(id);
    expect(desk.listening.value).toBeNull();
  });

  it('takes in exported calls, and refuses another file in a sentence that the next choice takes away', async () => {
    const desk = deskOf();
    const record = { ...fixtureSummary(CALL), windows: fixtureWindows(CALL), scoreOverTime: [] };
    await desk.addFiles([named('a.JSON', JSON.stringify(record)), named('b.json', '{}')]);
    expect(desk.shelf.value.imported.map(({ name }) => name)).toEqual(['a.JSON']);
    expect(desk.opened.value).toBe(desk.shelf.value.imported[0]?.id);
    expect(desk.refused.value).toEqual([
      { name: 'b.json', problem: expect.stringMatching(/^This JSON file is no call/) },
    ]);
    await desk.addFiles([]);
    expect(desk.refused.value).toEqual([]);
    expect(audited).toEqual([{ what: 'imported', call: record.id, console: record.console }]);
  });

  it('shows a change of notes at once, and stores it', async () => {
    const desk = deskOf('stored');
    await until(() => desk.stored.value !== null);
    const note = { time: 3, author: 'Agent', text: 'Lost parcel.' };
    desk.actions.annotate('stored', (now) => ({ ...now, notes: [...now.notes, note] }));
    expect(desk.stored.value?.notes).toEqual([note]);
    await until(() => desk.shelf.value.stored?.[0]?.notes.length === 1);
    expect((await store.summary('stored'))?.notes).toEqual([note]);
  });

  it('shows no note that the browser would not store, and says so', async () => {
    const desk = deskOf('stored', { annotate: () => Promise.reject(new Error('The disk is full.')) });
    await until(() => desk.stored.value !== null);
    const note = { time: 3, author: 'Agent', text: 'Lost parcel.' };
    await expect(
      desk.actions.annotate('stored', (now) => ({ ...now, notes: [...now.notes, note] })),
    ).rejects.toThrow('The disk is full.');
    expect(desk.stored.value?.notes).toEqual([]);
    expect(desk.refused.value.map(({ problem }) => problem)).toEqual(['The disk is full.']);
  });

  it('reads a call anew that went on, so that its windows are those of its figures', async () => {
    await store.save({ ...fixtureSummary(CALL), endedAt: null }, []);
    const desk = deskOf('stored');
    await until(() => desk.stored.value !== null);
    const longer = { ...CALL, seconds: 90 };
    await store.save(fixtureSummary(longer), fixtureWindows(longer));
    onStoreChange();
    await until(() => desk.stored.value?.endedAt !== null);
    expect(desk.stored.value?.seconds).toBe(fixtureSummary(longer).seconds);
    expect(desk.stored.value?.windows).toHaveLength(88);
    expect(audited.map(({ what }) => what)).toEqual(['shown']);
  });

  it('shows a running call, and writes down that it did, only when it is over where scores are held back', async () => {
    hidesRunning.value = true;
    await store.save({ ...fixtureSummary(CALL), endedAt: null }, fixtureWindows(CALL));
    const desk = deskOf('stored');
    await until(() => desk.shelf.value.heldBack.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([desk.stored.value, desk.shelf.value.stored, audited]).toEqual([null, [], []]);
    await store.save(fixtureSummary(CALL), []);
    onStoreChange();
    await until(() => desk.stored.value !== null);
    expect(desk.shelf.value.heldBack).toEqual([]);
    expect(audited.map(({ what }) => what)).toEqual(['shown']);
  });

  it('closes a running call when scores are held back from now on', async () => {
    await store.save({ ...fixtureSummary(CALL), endedAt: null }, []);
    const desk = deskOf('stored');
    await until(() => desk.stored.value !== null);
    hidesRunning.value = true;
    expect(desk.stored.value).toBeNull();
  });

  it('deletes a call and closes it', async () => {
    const desk = deskOf('stored');
    await until(() => desk.stored.value !== null);
    desk.actions.deleteCall('stored');
    await until(() => desk.shelf.value.stored?.length === 0);
    expect(desk.opened.value).toBeNull();
    expect(await store.summary('stored')).toBeNull();
    expect(audited.map(({ what, call }) => [what, call])).toEqual([
      ['shown', 'stored'],
      ['deleted', 'stored'],
    ]);
  });

  it('says so when the browser refuses its store', async () => {
    const desk = deskOf(null, { list: () => Promise.reject(new Error('The disk is full.')) });
    await until(() => desk.refused.value.length > 0);
    expect(desk.refused.value).toEqual([{ name: 'Calls on this machine', problem: 'The disk is full.' }]);
  });

  it('exports under a name that tells the call', () => {
    const record = { ...fixtureSummary(CALL), windows: fixtureWindows(CALL), scoreOverTime: [] };
    const call = {
      id: 'a',
      title: 'a.wav',
      subtitle: '',
      record,
      scoreOverTime: [],
      stored: null,
      audio: null,
      levels: null,
    };
    const { actions } = deskOf();
    actions.exportJson(call);
    actions.exportCsv(call);
    expect(downloads.map(({ name, type }) => [name, type])).toEqual([
      [expect.stringMatching(/^a\.wav .*\.json$/), 'application/json'],
      [expect.stringMatching(/^a\.wav .*\.csv$/), 'text/csv'],
    ]);
    expect(JSON.parse(downloads[0]?.content ?? '')).toEqual(record);
    actions.print(record);
    const about = { what: 'exported', call: record.id, console: record.console };
    expect(audited).toEqual(['JSON', 'CSV', 'print'].map((detail) => ({ ...about, detail })));
  });
});
