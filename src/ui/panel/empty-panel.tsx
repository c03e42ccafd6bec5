// The panel without a call: loading, not working, or waiting for one.

import './empty-panel.css';
import type { Drop } from '../../extension/messages/decision.ts';
import type { PanelModel } from './panel-model.ts';

export interface EmptyPanelProps {
  readonly view: Exclude<PanelModel, { kind: 'call' }>;
  /** Why the last call was dropped; null when none was. */
  readonly dropped: Drop | null;
}

const DROPPED = {
  objected: 'Understood. That call is not listened to, and nothing of it is kept.',
  colleague: 'Understood. That line is not listened to, and nothing of it is kept.',
} as const;

const STATES = {
  connecting: { title: 'One moment', text: 'Evenkeel is starting.' },
  loading: {
    title: 'Getting ready',
    text: 'The model is loading on this machine. This takes a few seconds.',
  },
  waiting: {
    title: 'Waiting for a call',
    text: 'When a customer comes on the line in your console, you are asked here before anything is heard.',
  },
} as const;

export function EmptyPanel({ view, dropped }: EmptyPanelProps) {
  if (view.kind === 'failed') {
    return (
      <section class="empty" role="alert">
        <span class="horizon" data-broken="" aria-hidden="true" />
        <h2 class="empty-title">Evenkeel isn’t working</h2>
        <p class="empty-text" data-testid="problem">
          {view.problem}
        </p>
      </section>
    );
  }
  const { title, text } = STATES[view.kind];
  return (
    <section class="empty">
      <span class="horizon" aria-hidden="true" data-busy={view.kind === 'waiting' ? undefined : ''} />
      <h2 class="empty-title">{title}</h2>
      <p class="empty-text">{text}</p>
      {dropped && (
        <p class="empty-note" role="status">
          {DROPPED[dropped]}
        </p>
      )}
    </section>
  );
}
