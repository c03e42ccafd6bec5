// The question before anything is heard: has the customer been told?

import './consent-card.css';
import { useState } from 'preact/hooks';
import type { Decision } from '../../extension/messages/decision.ts';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { Announcement } from '../announcement.tsx';
import { hostOf } from '../format.ts';
import { TabAudioNote } from '../tab-audio-note.tsx';

export interface ConsentCardProps {
  readonly call: CallSnapshot;
  /** Another line of this console is already open. */
  readonly isFurtherLine: boolean;
  readonly mode: ConsentMode;
  readonly onDecide: (decision: Decision, remember: boolean) => void;
}

export function ConsentCard({ call, isFurtherLine, mode, onDecide }: ConsentCardProps) {
  const [remember, setRemember] = useState(false);
  // Where every customer has been told, only a line that may not be a customer's is asked about.
  const isAnnounced = mode === 'announced';
  return (
    <section class="consent" aria-labelledby="consent-question">
      <p class="consent-eyebrow">{isFurtherLine ? 'A second line is open' : 'A call is waiting'}</p>
      <h2 class="consent-question" id="consent-question">
        {isAnnounced ? 'Is this a customer?' : 'Has the customer been told?'}
      </h2>
      <p class="consent-text">
        {isAnnounced
          ? 'Nothing of this line has been heard or recorded yet. Your organisation tells every customer that a computer estimates how they sound, so Evenkeel starts when you say that this is one.'
          : 'Nothing has been heard or recorded yet. Evenkeel starts when you confirm that the customer knows a computer estimates how they sound.'}
      </p>
      {call.source === 'tab' && (
        <>
          <p class="consent-text">
            All sound of the tab will be heard, so your own voice is in it wherever the console plays it back.
          </p>
          <TabAudioNote source={call.source} />
        </>
      )}
      {isFurtherLine && (
        <p class="consent-text">If this is a colleague or a supervisor, say so: they are never analysed.</p>
      )}
      {!isAnnounced && <Announcement languages={[call.language, ...navigator.languages]} />}
      <button
        type="button"
        class="button primary"
        data-testid="consent-told"
        onClick={() => onDecide('told', remember)}
      >
        Yes, start listening
      </button>
      {mode === 'remember' && call.source !== 'tab' && (
        <label class="check">
          <input
            type="checkbox"
            data-testid="consent-remember"
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <span>
            Remember for <b>{hostOf(call.console)}</b>
          </span>
        </label>
      )}
      <div class="consent-otherwise">
        <p class="consent-text">Otherwise this call is left alone:</p>
        <div class="button-row">
          <button
            type="button"
            class="button quiet"
            data-testid="consent-objected"
            onClick={() => onDecide('objected', false)}
          >
            The customer objected
          </button>
          <button
            type="button"
            class="button quiet"
            data-testid="consent-colleague"
            onClick={() => onDecide('colleague', false)}
          >
            This is a colleague
          </button>
        </div>
      </div>
    </section>
  );
}
