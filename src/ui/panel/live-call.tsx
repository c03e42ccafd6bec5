// A call that is listened to, or has just ended: how it sounds, its score and why, its last two minutes.

import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { Drop } from '../../extension/messages/decision.ts';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import { CaseReference } from '../case-reference.tsx';
import { hostOf } from '../format.ts';
import { Reasons } from '../reasons.tsx';
import { Strip } from '../strip/strip.tsx';
import { TabAudioNote } from '../tab-audio-note.tsx';
import { DropCall } from './drop-call.tsx';
import { Hero } from './hero.tsx';
import { heroViewOf } from './hero-view.ts';
import type { Activity } from './panel-view.ts';
import { ScoreCard } from './score-card.tsx';

export interface LiveCallProps {
  readonly call: CallSnapshot;
  readonly activity: Exclude<Activity, 'awaiting-consent'>;
  readonly isLoading: boolean;
  /** Why calls of this console start without asking; null where they ask. */
  readonly unaskedBecause: UnaskedConsent | null;
  readonly onEnd: () => void;
  readonly onOtherCustomer: () => void;
  readonly onDrop: (decision: Drop) => void;
  readonly onReference: (reference: string | null) => Promise<void>;
  readonly onAskAgain: () => void;
}

export function LiveCall(props: LiveCallProps) {
  const { call, activity, isLoading, unaskedBecause, onEnd, onDrop, onReference, onAskAgain } = props;
  const ended = activity === 'ended';
  return (
    <div class="call">
      <div class="call-now">
        <TabAudioNote source={call.source} />
        <Hero view={heroViewOf(call, activity)} />
        {isLoading && !ended && (
          <p class="banner quiet-banner">The model is still loading. The figures start in a moment.</p>
        )}
        <ScoreCard call={call} />
      </div>
      <Strip windows={call.windows} turningPoints={call.turningPoints} ended={ended} />
      {!call.scoreHeldBack && (
        <section class="section why" aria-labelledby="reasons-heading">
          <h2 class="heading" id="reasons-heading">
            Why this score
          </h2>
          <Reasons reasons={call.reasons} />
        </section>
      )}
      <section class="section" aria-label="The call’s case">
        <CaseReference reference={call.callReference} onChange={onReference} />
      </section>
      {!ended && (
        <section class="section drop" aria-label="End this call or leave it out">
          <button type="button" class="button quiet" data-testid="end-call" onClick={onEnd}>
            {call.source === 'tab' ? 'Stop listening to the tab' : 'This call is over'}
          </button>
          {call.gettingToKnow !== undefined && (
            <button
              type="button"
              class="button quiet"
              data-testid="another-customer"
              onClick={props.onOtherCustomer}
            >
              Another customer is speaking
            </button>
          )}
          <DropCall onDrop={onDrop} />
          {unaskedBecause === 'announced' && (
            <p class="drop-remembered">
              Calls start without asking: your organisation tells every customer before you answer.
            </p>
          )}
          {unaskedBecause === 'remembered' && (
            <p class="drop-remembered">
              Calls on {hostOf(call.console)} start without asking.{' '}
              <button type="button" class="link" onClick={onAskAgain}>
                Ask every time
              </button>
            </p>
          )}
        </section>
      )}
    </div>
  );
}
