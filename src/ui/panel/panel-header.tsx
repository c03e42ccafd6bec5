// Whose panel this is, which call it shows, and what is going on.

import './panel-header.css';
import { clockOf, hostOf, spokenDuration } from '../format.ts';
import { NameMark } from '../name-mark.tsx';
import { type PanelModel, stateName, stateWords } from './panel-model.ts';

export function PanelHeader({ view }: { readonly view: PanelModel }) {
  const call = view.kind === 'call' ? view.call : null;
  const captured = call !== null && call.state !== 'awaiting-consent';
  return (
    <header class="panel-header">
      <h1 class="panel-name">
        <NameMark />
      </h1>
      <p class="chip with-dot" data-testid="state" data-state={stateName(view)}>
        {stateWords(view)}
      </p>
      <p class="panel-console">{call ? hostOf(call.console) : '\u00a0'}</p>
      <p class="panel-timer">
        {captured && (
          <>
            <span aria-hidden="true" data-testid="timer">
              {clockOf(call.seconds)}
            </span>
            <span class="visually-hidden">Length of the call: {spokenDuration(call.seconds)}</span>
          </>
        )}
      </p>
    </header>
  );
}
