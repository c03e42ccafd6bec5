import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AUDIT_WORDS,
  type AuditEntry,
  type AuditEvent,
  type AuditKind,
  checkChain,
  entryAfter,
} from './audit-entry.ts';

const kinds = Object.keys(AUDIT_WORDS) as AuditKind[];

const event = fc.record(
  {
    what: fc.constantFrom(...kinds),
    call: fc.uuid(),
    console: fc.webUrl(),
    detail: fc.string(),
  },
  { requiredKeys: ['what'] },
) satisfies fc.Arbitrary<AuditEvent>;

function logOf(events: readonly AuditEvent[]): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const [minute, happened] of events.entries()) {
    entries.push(entryAfter(entries.at(-1) ?? null, happened, new Date(minute * 60_000).toISOString()));
  }
  return entries;
}

const logs = fc.array(event, { minLength: 2, maxLength: 12 }).map(logOf);

it('entries follow one another as they were written, also when the oldest ones were dropped', () => {
  fc.assert(
    fc.property(logs, fc.nat(), (log, dropped) => {
      expect(checkChain(log.slice(dropped % log.length))).toEqual({ kind: 'intact' });
    }),
  );
  expect(checkChain([])).toEqual({ kind: 'intact' });
});

it('a change of anything that an entry says is found there', () => {
  const changes = fc.constantFrom<Partial<AuditEntry>>(
    { at: '1999-12-31T23:59:59.000Z' },
    { detail: 'not what was written' },
    { call: 'another' },
    { console: 'https://elsewhere.example' },
    { hash: 'f'.repeat(64) },
    { previous: 'f'.repeat(64) },
  );
  fc.assert(
    fc.property(logs, fc.nat(), changes, (log, place, change) => {
      const at = place % log.length;
      const tampered = log.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
      expect(checkChain(tampered)).toEqual({ kind: 'broken', sequence: at + 1 });
    }),
  );
});

it('another kind of event in an entry’s place is found', () => {
  fc.assert(
    fc.property(logs, fc.nat(), fc.constantFrom(...kinds), (log, place, what) => {
      const at = place % log.length;
      fc.pre(log[at]?.what !== what);
      expect(checkChain(log.map((entry, index) => (index === at ? { ...entry, what } : entry)))).toEqual({
        kind: 'broken',
        sequence: at + 1,
      });
    }),
  );
});

it('an entry left out, one put in, and two that have changed places are found', () => {
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 4, maxLength: 12 }).map(logOf),
      fc.nat(),
      event,
      (log, place, forged) => {
        // Neither the first one, which may have been dropped, nor the last one.
        const at = 1 + (place % (log.length - 2));
        const [before, taken, after] = [log[at - 1], log[at], log[at + 1]] as [
          AuditEntry,
          AuditEntry,
          AuditEntry,
        ];
        const around = [log.slice(0, at), log.slice(at + 1)] as const;
        expect(checkChain(around.flat()).kind).toBe('broken');
        const added = entryAfter(before, forged, taken.at);
        fc.pre(added.hash !== taken.hash);
        expect(checkChain([...around[0], added, ...around[1]]).kind).toBe('broken');
        expect(checkChain([...around[0], after, taken, ...log.slice(at + 2)]).kind).toBe('broken');
      },
    ),
  );
});
