// The question before anything is heard: has the customer been told?

import { useState } from 'preact/hooks';
import type { Decision } from '../../call/call-desk.ts';
import type { CallSnapshot } from '../../call/snapshot.ts';
import { hostOf } from '../format.ts';

export interface ConsentCardProps {
  readonly call: CallSnapshot;
  /** Another line of this console is already open. */
  readonly isFurtherLine: boolean;
  readonly onDecide: (decision: Decision, remember: boolean) => void;
}

export function ConsentCard({ call, isFurtherLine, onDecide }: ConsentCardProps) {
  const [remember, setRemember] = useState(false);
  return (
    <section class="consent" aria-labelledby="consent-question">
      <p class="consent-eyebrow">{isFurtherLine ? 'A second line is open' : 'A call is waiting'}</p>
      <h2 class="consent-question" id="consent-question">
        Has the customer been told?
      </h2>
      <p class="consent-text">
        Nothing has been heard or recorded yet. Evenkeel starts when you confirm that the customer knows a
        computer estimates how they sound.
      </p>
      {isFurtherLine && (
        <p class="consent-text">If this is a colleague or a supervisor, say so: they are never analysed.</p>
      )}
      <button
        type="button"
        class="button primary"
        data-testid="consent-told"
        onClick={() => onDecide('told', remember)}
      >
        Yes, start listening
      </button>
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
