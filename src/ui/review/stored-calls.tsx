// The calls that this machine has stored, and what finds one among them.

import { useState } from 'preact/hooks';
import type { CallSummary } from '../../call/record.ts';
import { VERDICTS } from '../../score/verdict.ts';
import { clockOf, hostOf, scoreFigure, whenOf } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import { filteredCalls, NO_FILTER, verdictNamed } from './shelf-filter.ts';

export interface StoredCallsProps {
  /** The newest first. */
  readonly calls: readonly CallSummary[];
  /** Id of the open call. */
  readonly opened: string | null;
  readonly now: Date;
  readonly onOpen: (id: string) => void;
}

export function StoredCalls({ calls, opened, now, onOpen }: StoredCallsProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  const shown = filteredCalls(calls, filter, now);
  return (
    <section aria-labelledby="stored-heading">
      <h2 class="heading" id="stored-heading">
        Calls on this machine
      </h2>
      <div class="shelf-filter">
        <label>
          <span class="visually-hidden">Console, date, reference or note</span>
          <input
            type="search"
            placeholder="Console, date or note"
            value={filter.text}
            data-testid="filter-text"
            onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
        </label>
        <label>
          <span class="visually-hidden">Verdict</span>
          <select
            value={filter.verdict ?? ''}
            onChange={(event) => setFilter({ ...filter, verdict: verdictNamed(event.currentTarget.value) })}
          >
            <option value="">Any verdict</option>
            {VERDICTS.map((verdict) => (
              <option key={verdict} value={verdict}>
                {VERDICT_WORDS[verdict].title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="visually-hidden" role="status">
        {shown.length} of {calls.length} calls
      </p>
      {shown.length === 0 && <p class="shelf-none muted">No call fits.</p>}
      <ul class="shelf-list">
        {shown.map((call) => (
          <StoredRow
            key={call.id}
            call={call}
            isOpen={call.id === opened}
            now={now}
            onOpen={() => onOpen(call.id)}
          />
        ))}
      </ul>
    </section>
  );
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
    <li class="shelf-row" data-row={call.id} data-open={isOpen ? '' : undefined} data-testid="stored-call">
      <button type="button" class="shelf-name" aria-current={isOpen} onClick={onOpen}>
        {whenOf(call.startedAt, now)} · {hostOf(call.console)}
      </button>
      <p class="shelf-state" data-tone={tone}>
        {call.score === null ? '' : `${scoreFigure(call.score)} · `}
        {title} · {clockOf(call.seconds)}
      </p>
    </li>
  );
}
