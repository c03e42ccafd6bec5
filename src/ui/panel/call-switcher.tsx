// A choice among the calls that are running; nothing when there is only one.

import './call-switcher.css';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import { clockOf, scoreFigure } from '../format.ts';

export interface CallSwitcherProps {
  /** Newest first; empty unless several are running. */
  readonly calls: readonly CallSnapshot[];
  /** Id of the call that is shown. */
  readonly shown: string;
  readonly onChoose: (id: string) => void;
}

function detailOf({ state, score, seconds }: CallSnapshot): string {
  if (state === 'awaiting-consent') return 'Needs you';
  if (state === 'held') return 'On hold';
  return score === null ? clockOf(seconds) : `${clockOf(seconds)} · ${scoreFigure(score)}`;
}

export function CallSwitcher({ calls, shown, onChoose }: CallSwitcherProps) {
  if (calls.length === 0) return null;
  // Numbered in the order they came, so that a number stays with its call while newer ones arrive.
  const oldestFirst = calls.toReversed();
  return (
    <fieldset class="switcher">
      <legend class="visually-hidden">Calls that are running</legend>
      {oldestFirst.map((call, index) => (
        <label key={call.id} class="switcher-call">
          <input
            type="radio"
            name="call"
            value={call.id}
            checked={call.id === shown}
            onChange={() => onChoose(call.id)}
          />
          <span class="switcher-name">Call {index + 1}</span>
          <span class="switcher-detail">{detailOf(call)}</span>
        </label>
      ))}
    </fieldset>
  );
}
