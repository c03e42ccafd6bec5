import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { auditCsv, auditJson } from './audit-export.ts';
import { AUDIT_KEPT_DAYS, openAuditLog } from './audit-log.ts';

const MS_PER_DAY = 86_400_000;
const NOW = Date.parse('2026-06-12T14:00:00.000Z');

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the audit log', () => {
  it('keeps what happened in its order, with the time', async () => {
    let now = NOW;
    const log = openAuditLog(() => now);
    await log.append({ what: 'captured', call: 'a', console: 'https://desk.example.com', detail: 'asked' });
    now += 1000;
    await log.append({ what: 'deleted', call: 'a' });
    const entries = await log.entries();
    expect(entries).toMatchObject([
      { sequence: 1, at: '2026-06-12T14:00:00.000Z', what: 'captured', call: 'a', detail: 'asked' },
      { sequence: 2, at: '2026-06-12T14:00:01.000Z', what: 'deleted', call: 'a' },
    ]);
    expect((await log.latest(1)).map(({ what }) => what)).toEqual(['deleted']);
  });

  it('tells other pages of an entry, until they no longer want to know', async () => {
    const reader = openAuditLog(() => NOW);
    const told = vi.fn();
    const end = reader.follow(told);
    const writer = openAuditLog(() => NOW);
    await writer.append({ what: 'deleted', call: 'a' });
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    end();
    await writer.append({ what: 'deleted', call: 'b' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toHaveBeenCalledOnce();
  });

  it('numbers entries one by one where several pages write at once', async () => {
    const pages = Array.from({ length: 4 }, () => openAuditLog(() => NOW));
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => pages[i % 4]?.append({ what: 'shown', call: `call-${i}` })),
    );
    const entries = await openAuditLog(() => NOW).entries();
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('drops its oldest entries when their time is over, and when there are too many', async () => {
    let now = NOW;
    const log = openAuditLog(() => now, 3);
    await log.append({ what: 'captured', call: 'old' });
    now += AUDIT_KEPT_DAYS * MS_PER_DAY + 1;
    await log.append({ what: 'captured', call: 'new' });
    expect((await log.entries()).map(({ call }) => call)).toEqual(['new']);
    for (const call of ['b', 'c', 'd']) await log.append({ what: 'captured', call });
    const entries = await log.entries();
    expect(entries.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  });
});

describe('its export', () => {
  async function entriesOf() {
    const log = openAuditLog(() => NOW);
    await log.append({ what: 'setting-changed', detail: '=1+1, "quoted"' });
    await log.append({ what: 'captured', call: 'a', console: 'https://desk.example.com' });
    return log.entries();
  }

  it('as JSON has all that the log has', async () => {
    const entries = await entriesOf();
    expect(JSON.parse(auditJson(entries))).toEqual({ schemaVersion: 2, entries });
  });

  it('leaves out the hashes of entries that an older version stored', async () => {
    const entries = await entriesOf();
    const stored = entries.map((entry) => ({ ...entry, previous: '0'.repeat(64), hash: 'f'.repeat(64) }));
    expect(auditJson(stored)).toBe(auditJson(entries));
    expect(auditCsv(stored)).toBe(auditCsv(entries));
  });

  it('as CSV has a row an entry, and no cell is a formula', async () => {
    const entries = await entriesOf();
    const { data } = Papa.parse<Record<string, string>>(auditCsv(entries), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toMatchObject([
      { sequence: '1', what: 'setting-changed', detail: '\'=1+1, "quoted"', call: '' },
      { sequence: '2', what: 'captured', call: 'a' },
    ]);
  });
});
