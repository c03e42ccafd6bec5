// A call that this machine has stored, in the list.

import type { CallSummary } from '../../call/record.ts';
import { clockOf, hostOf, scoreFigure, whenOf } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';

export interface StoredRowProps {
  readonly call: CallSummary;
  readonly isOpen: boolean;
  readonly now: Date;
  readonly onOpen: () => void;
}

export function StoredRow({ call, isOpen, now, onOpen }: StoredRowProps) {
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
    </li>
  );
}
