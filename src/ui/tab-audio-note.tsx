// What is to be known of a call that is the sound of a whole tab, wherever such a call is shown.

import './tab-audio-note.css';
import type { CallSummary } from '../analysis/call/record.ts';
import { Icon } from './icons.tsx';

/** Nothing for a call of the customer's own line. */
export function TabAudioNote({ source }: Pick<CallSummary, 'source'>) {
  if (source !== 'tab') return null;
  return (
    <p class="tab-audio-note" data-testid="tab-audio">
      <Icon name="sound" />
      Tab audio, may include ringtones
    </p>
  );
}
