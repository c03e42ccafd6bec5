// An embedding could tell a person: it is in no record, snapshot, export, report, log or message.

import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { afterEach, expect, it, vi } from 'vitest';
import { csvRows } from '../../src/analysis/call/windows-csv.ts';
import { reportOf } from '../../src/background/delivery/report.ts';
import { openAuditLog } from '../../src/extension/audit/audit-log.ts';
import type { DeskMessage, LegMessage } from '../../src/extension/messages/audio-port.ts';
import { loadCallRecord, openCallStore } from '../../src/extension/store/store.ts';
import { CallDesk } from '../../src/offscreen/call-desk.ts';
import { EngineSupervisor } from '../../src/offscreen/engine-supervisor.ts';
import { serveLegPort } from '../../src/offscreen/leg-port.ts';
import { BlockSource } from '../fixtures/blocks.ts';
import { portPair } from '../fixtures/port-pair.ts';
import { createScriptedEngine, EMBEDDING_MARK, SCRIPTED_VOICE } from '../fixtures/scripted-engine.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LEG = '6f2c1f0e-0000-4000-8000-000000000007';

afterEach(() => vi.restoreAllMocks());

/** Where in a document there is a number of the mark, or a list that is as long as an embedding. */
function tracesIn(document: unknown, where = '$'): string[] {
  if (typeof document === 'number') {
    return EMBEDDING_MARK.some((mark) => Math.abs(Math.abs(document) - Math.abs(mark)) < 1e-6) ? [where] : [];
  }
  if (typeof document === 'string') {
    const numbers = document.match(/-?\d+\.\d{6,}/g) ?? [];
    return numbers.flatMap((number) => tracesIn(Number(number), `${where} "${number}"`));
  }
  if (typeof document !== 'object' || document === null) return [];
  const found = Object.entries(document).flatMap(([key, value]) => tracesIn(value, `${where}.${key}`));
  return ArrayBuffer.isView(document) ? [...found, `${where} is a typed array`] : found;
}

async function everythingStored(): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const table of database.objectStoreNames) {
      const all = database.transaction(table).objectStore(table).getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      rows.push(...all.result);
    }
    database.close();
  }
  return rows;
}

it('finds the mark of an embedding where there is one', () => {
  const [mark = 0] = EMBEDDING_MARK;
  expect(tracesIn({ windows: [{ start: 0, voice: [1, mark] }] })).toEqual(['$.windows.0.voice.1']);
  expect(tracesIn(`call: ${mark}`)).toHaveLength(1);
  expect(tracesIn({ sum: Float32Array.of(1) })).toEqual(['$.sum is a typed array']);
});

it('lets no embedding of a call out of the engine and the analysis', async () => {
  const logged: unknown[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...what: unknown[]) => void logged.push(what));
  }
  const engine = new EngineSupervisor({
    start: () => createScriptedEngine(SCRIPTED_VOICE),
    onState: (state) => logged.push(state),
  });
  engine.use('default');
  const store = openCallStore();
  const audit = openAuditLog(Date.now);
  const snapshots: unknown[] = [];
  const desk: CallDesk = new CallDesk({
    engine,
    store,
    clock: Date.now,
    unaskedConsent: async () => 'remembered',
    purge: async () => {},
    readReference: async () => ({ wanted: false, reference: null }),
    onAudit: (event) => audit.note(event),
    onChange: () => snapshots.push(structuredClone(desk.snapshot())),
  });
  const { a, b } = portPair<LegMessage, DeskMessage>();
  serveLegPort(desk, b, 1);
  a.postMessage({ kind: 'hello', leg: LEG, console: 'https://console.example', language: 'en' });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const source = new BlockSource(LEG);
  const say = async (seconds: number, level: number) => {
    for (const block of source.next(seconds, level)) {
      a.postMessage({ kind: 'block', ...block });
      await turn();
    }
  };
  await turn();
  await say(30, 0.25);
  desk.beginVoice(LEG);
  await say(15, 0.75);
  a.postMessage({ kind: 'ended' });
  await vi.waitFor(async () => expect((await store.summary(LEG))?.endedAt).toBeTruthy());

  const record = await loadCallRecord(store, LEG);
  if (record === null || record.endedAt === null) throw new Error('The call is over.');
  // It was read in context, or there was nothing to let out.
  expect(record.coldStarts.map(({ because }) => because)).toEqual(['call', 'customer']);
  expect(record.windows.length).toBeGreaterThan(40);
  const documents = {
    record,
    exported: JSON.stringify(record),
    table: csvRows('call', record),
    report: reportOf({ ...record, endedAt: record.endedAt }, '1.0.0', 0),
    snapshots,
    toThePage: a.received,
    stored: await everythingStored(),
    logged,
  };
  expect(snapshots.length).toBeGreaterThan(40);
  expect(documents.stored.length).toBeGreaterThan(40);
  for (const [name, document] of Object.entries(documents)) expect(tracesIn(document), name).toEqual([]);
});

it('is not spoken of where documents and messages are made', () => {
  const files = globSync(
    [
      'src/{background,page,ui,cli}/**/*.{ts,tsx}',
      'src/extension/{messages,store,audit,settings,consoles,capture}/**/*.ts',
      'src/analysis/{score,coaching,audio}/**/*.ts',
      'src/analysis/call/{record,windows-csv,score-over-time,live-score,analyse-recording}.ts',
      '!**/*.test.*',
    ],
    { cwd: ROOT },
  );
  expect(files.length).toBeGreaterThan(200);
  const speaking = files.filter((file) =>
    /\b(?:embedding|embedded|CallVoice|hearVoice)\b/.test(
      readFileSync(path.join(ROOT, file), 'utf8').replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
    ),
  );
  expect(speaking).toEqual([]);
});
