// Two fields for the first and the last of some days.

import './day-range.css';

export interface DayRangeProps {
  /** As "2026-06-12"; empty for no limit. */
  readonly from: string;
  readonly to: string;
  /** What the fields' test ids begin with. */
  readonly testId: string;
  readonly onFrom: (day: string) => void;
  readonly onTo: (day: string) => void;
}

export function DayRange({ from, to, testId, onFrom, onTo }: DayRangeProps) {
  return (
    <>
      <label>
        <span class="calls-filter-word">From</span>
        <input
          type="date"
          value={from}
          max={to}
          data-testid={`${testId}-from`}
          onInput={(event) => onFrom(event.currentTarget.value)}
        />
      </label>
      <label>
        <span class="calls-filter-word">To</span>
        <input
          type="date"
          value={to}
          min={from}
          data-testid={`${testId}-to`}
          onInput={(event) => onTo(event.currentTarget.value)}
        />
      </label>
    </>
  );
}
