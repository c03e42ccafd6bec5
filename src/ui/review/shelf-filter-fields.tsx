// What narrows the list of stored calls: words, console, verdict and days.

import './shelf-filter-fields.css';
import { useRef } from 'preact/hooks';
import { VERDICTS } from '../../analysis/score/verdict.ts';
import { hostOf } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import { DayRange } from './day-range.tsx';
import { isNoFilter, NO_FILTER, type ShelfFilter, verdictNamed } from './shelf-filter.ts';

export interface ShelfFilterFieldsProps {
  readonly filter: ShelfFilter;
  /** Origins to choose from. */
  readonly consoles: readonly string[];
  readonly onFilter: (filter: ShelfFilter) => void;
}

export function ShelfFilterFields({ filter, consoles, onFilter }: ShelfFilterFieldsProps) {
  const search = useRef<HTMLInputElement>(null);
  const change = (part: Partial<ShelfFilter>) => onFilter({ ...filter, ...part });
  return (
    <div class="calls-filter">
      <label class="calls-filter-text">
        <span class="visually-hidden">Console, date, reference or note</span>
        <input
          ref={search}
          type="search"
          placeholder="Console, date, case or note"
          value={filter.text}
          data-testid="filter-text"
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="visually-hidden">Console</span>
        <select
          value={filter.console ?? ''}
          data-testid="filter-console"
          onChange={(event) => change({ console: event.currentTarget.value || null })}
        >
          <option value="">Any console</option>
          {consoles.map((origin) => (
            <option key={origin} value={origin}>
              {hostOf(origin)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="visually-hidden">Verdict</span>
        <select
          value={filter.verdict ?? ''}
          data-testid="filter-verdict"
          onChange={(event) => change({ verdict: verdictNamed(event.currentTarget.value) })}
        >
          <option value="">Any verdict</option>
          {VERDICTS.map((verdict) => (
            <option key={verdict} value={verdict}>
              {VERDICT_WORDS[verdict].title}
            </option>
          ))}
        </select>
      </label>
      <DayRange
        from={filter.from}
        to={filter.to}
        testId="filter"
        onFrom={(from) => change({ from })}
        onTo={(to) => change({ to })}
      />
      {!isNoFilter(filter) && (
        <button
          type="button"
          class="link"
          data-testid="filter-clear"
          onClick={() => {
            onFilter(NO_FILTER);
            // The button goes with the filter; the keyboard stays where the next one is written.
            search.current?.focus();
          }}
        >
          Show all again
        </button>
      )}
    </div>
  );
}
