// The calls that this machine has stored, and what finds one among them.

import './recording-row.css';
import './review.css';
import './stored-calls.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CallSummary } from '../../analysis/call/record.ts';
import { clockOf, hostOf, scoreFigure, whenOf } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import { consolesOf, filteredCalls, type ShelfFilter } from './shelf-filter.ts';
import { ShelfFilterFields } from './shelf-filter-fields.tsx';

/** Rows that are shown at first, and that each press adds: a list of thousands is slow to draw and to walk through. */
const ROWS_STEP = 50;

export interface StoredCallsProps {
  /** The newest first. */
  readonly calls: readonly CallSummary[];
  /** The filter that the list begins with. */
  readonly firstFilter: ShelfFilter;
  /** Ids of the calls that lie open. */
  readonly opened: readonly string[];
  readonly now: Date;
  readonly onOpen: (id: string) => void;
  /** Whether the calls are looked at together. */
  readonly isTogether: boolean;
  readonly onTogether: () => void;
}

export function StoredCalls(props: StoredCallsProps) {
  const { calls, firstFilter, opened, now, onOpen, isTogether, onTogether } = props;
  const [filter, setFilter] = useState(firstFilter);
  const [rows, setRows] = useState(ROWS_STEP);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => filteredCalls(calls, filter, now), [calls, filter, now]);
  const consoles = useMemo(() => consolesOf(calls), [calls]);
  const shown = found.slice(0, rows);
  useFocusBesideDeleted(list, calls, shown, opened[0] ?? null);

  const showOlder = () => {
    setRows(rows + ROWS_STEP);
    // Once they are there: whoever walks by keyboard goes on at the first of them.
    requestAnimationFrame(() => nameOf(list.current, rows)?.focus());
  };

  return (
    <section aria-labelledby="stored-heading">
      <div class="calls-top">
        <h2 class="heading" id="stored-heading">
          Calls on this machine
        </h2>
        <button
          type="button"
          class="link"
          aria-current={isTogether}
          data-testid="open-together"
          onClick={onTogether}
        >
          See them together
        </button>
      </div>
      {calls.length === 0 ? (
        <p class="shelf-none muted">None yet. A call stands here once the customer was told.</p>
      ) : (
        <ShelfFilterFields
          filter={filter}
          consoles={consoles}
          onFilter={(next) => {
            setFilter(next);
            setRows(ROWS_STEP);
          }}
        />
      )}
      {calls.length > 0 && (
        <p class="calls-count muted" role="status" data-testid="calls-count">
          {countWords(found.length, calls.length)}
        </p>
      )}
      <ul class="shelf-list calls-list" ref={list}>
        {shown.map((call) => (
          <StoredRow
            key={call.id}
            call={call}
            isOpen={opened.includes(call.id)}
            now={now}
            onOpen={() => onOpen(call.id)}
          />
        ))}
      </ul>
      {found.length > shown.length && (
        <button type="button" class="button quiet calls-older" data-testid="older-calls" onClick={showOlder}>
          Show {Math.min(ROWS_STEP, found.length - shown.length)} older calls
        </button>
      )}
    </section>
  );
}

/** "1 call", "214 calls", "3 of 214 calls", "No call fits." */
function countWords(found: number, all: number): string {
  const figure = (count: number) => count.toLocaleString();
  if (found === 0) return 'No call fits.';
  if (found < all) return `${figure(found)} of ${figure(all)} calls`;
  return all === 1 ? '1 call' : `${figure(all)} calls`;
}

/** The button that opens the call of a row. */
function nameOf(list: HTMLUListElement | null, row: number): HTMLElement | null {
  return list?.children[row]?.querySelector<HTMLElement>('.shelf-name') ?? null;
}

/** The open call was deleted, and the button that did it went with it: the keyboard goes on beside its place. */
function useFocusBesideDeleted(
  list: { readonly current: HTMLUListElement | null },
  calls: readonly CallSummary[],
  shown: readonly CallSummary[],
  opened: string | null,
): void {
  const open = useRef<{ id: string; row: number } | null>(null);
  useEffect(() => {
    const last = open.current;
    if (last !== null && !calls.some(({ id }) => id === last.id)) {
      open.current = null;
      const isLost = document.activeElement === null || document.activeElement === document.body;
      const next = nameOf(list.current, Math.max(0, Math.min(last.row, shown.length - 1)));
      if (isLost) (next ?? document.querySelector<HTMLElement>('.review-main'))?.focus();
    }
    // Recordings and imported calls lie open too, and are none of this list's.
    if (opened !== null && calls.some(({ id }) => id === opened)) {
      open.current = { id: opened, row: shown.findIndex(({ id }) => id === opened) };
    }
  }, [calls, shown, opened]);
}

interface StoredRowProps {
  readonly call: CallSummary;
  readonly isOpen: boolean;
  readonly now: Date;
  readonly onOpen: () => void;
}

function StoredRow({ call, isOpen, now, onOpen }: StoredRowProps) {
  const { title, tone } = VERDICT_WORDS[call.verdict];
  return (
    <li class="shelf-row" data-open={isOpen ? '' : undefined} data-testid="stored-call">
      <button type="button" class="shelf-name" aria-current={isOpen} onClick={onOpen}>
        {whenOf(call.startedAt, now)} · {hostOf(call.console)}
      </button>
      <p class="shelf-state" data-tone={tone}>
        {call.score === null ? '' : `${scoreFigure(call.score)} · `}
        {title} · {clockOf(call.seconds)}
      </p>
      {call.callReference !== null && <p class="shelf-case muted">Case {call.callReference}</p>}
    </li>
  );
}
