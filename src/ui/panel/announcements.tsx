// What a screen reader is told by itself: only that a call has changed its state, never every second.

import { scoreFigure } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import type { PanelModel } from './panel-model.ts';

export function announcementOf(view: PanelModel): string {
  if (view.kind !== 'call') return view.kind === 'waiting' ? 'Waiting for a call.' : '';
  switch (view.activity) {
    case 'awaiting-consent':
      return 'A call is waiting for your answer.';
    case 'held':
      return 'On hold.';
    case 'ended': {
      const { score, verdict } = view.call;
      const { title } = VERDICT_WORDS[verdict];
      return score === null
        ? `Call ended. ${title}.`
        : `Call ended. Score ${scoreFigure(score)} of 10. ${title}.`;
    }
    default:
      return 'Listening.';
  }
}

export function Announcements({ view }: { readonly view: PanelModel }) {
  return (
    <p class="visually-hidden" role="status">
      {announcementOf(view)}
    </p>
  );
}
