// The side panel: header, whatever its state asks for, footer.

import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Decision, Drop } from '../../extension/messages/decision.ts';
import type { CallSnapshot, DeskSnapshot } from '../../extension/messages/snapshot.ts';
import { unaskedConsent } from '../../extension/settings/consent-mode.ts';
import type { NudgeSettings } from '../../extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { nudgeViewOf } from '../nudge-words.ts';
import { Announcements } from './announcements.tsx';
import { CallSwitcher } from './call-switcher.tsx';
import { ConsentCard } from './consent-card.tsx';
import { EmptyPanel } from './empty-panel.tsx';
import { LiveCall } from './live-call.tsx';
import { NudgeCard } from './nudge-card.tsx';
import { PanelFooter } from './panel-footer.tsx';
import { PanelHeader } from './panel-header.tsx';
import { panelViewOf } from './panel-view.ts';

export interface PanelActions {
  decide(id: string, decision: Decision): void;
  /** The reference to a call's case; null takes it away. Resolves when it is stored. */
  setCallReference(id: string, reference: string | null): Promise<void>;
  /** Whether calls of this console start without asking. */
  setConsentRemembered(consoleOrigin: string, remembered: boolean): void;
  /** What follows on the call's line is another call. A tab is listened to no more. */
  endCall(id: string): void;
  /** Another customer is speaking in this call: what is known of the voice is let go. */
  beginVoice(id: string): void;
}

export interface PanelProps {
  /** Null until the first snapshot has come. */
  readonly desk: ReadonlySignal<DeskSnapshot | null>;
  /** Origins of the consoles whose calls start without asking. */
  readonly rememberedConsoles: ReadonlySignal<readonly string[]>;
  /** How customers come to know, as it is in force. */
  readonly consentMode: ReadonlySignal<ConsentMode>;
  /** Null until they are read: no nudge is shown before. */
  readonly nudges: ReadonlySignal<NudgeSettings | null>;
  /** Whether past calls can be opened on this machine. */
  readonly canReview: ReadonlySignal<boolean>;
  readonly actions: PanelActions;
}

/** The call that the agent dropped, and why: confirmed in words until the next call. */
interface Dropped {
  readonly id: string;
  readonly decision: Drop;
}

export function Panel({ desk, rememberedConsoles, consentMode, nudges, canReview, actions }: PanelProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [dropped, setDropped] = useState<Dropped | null>(null);
  /** By call: the nudge that the agent doesn't want now. Another one of that call is shown again. */
  const [dismissed, setDismissed] = useState<Readonly<Record<string, number>>>({});
  const view = panelViewOf(desk.value, chosen);

  const shownId = view.kind === 'call' ? view.call.id : null;
  useEffect(() => {
    if (shownId !== null && shownId !== dropped?.id) setDropped(null);
  }, [shownId, dropped]);

  const decide = (id: string, decision: Decision) => {
    if (decision !== 'told') setDropped({ id, decision });
    actions.decide(id, decision);
  };

  /** The sound of a tab is asked for each time. */
  const unaskedBecause = ({ console, source }: CallSnapshot) =>
    source === 'tab' ? null : unaskedConsent(consentMode.value, rememberedConsoles.value, console);

  const isDismissed = ({ id, nudge }: CallSnapshot) => nudge !== null && dismissed[id] === nudge.since;

  return (
    <div class="panel">
      <PanelHeader view={view} />
      <main class="panel-main">
        <Announcements view={view} />
        {view.kind !== 'call' ? (
          <EmptyPanel view={view} dropped={dropped?.decision ?? null} />
        ) : (
          <>
            {view.problem !== null && (
              <p class="banner" role="alert">
                {view.problem}
              </p>
            )}
            <CallSwitcher calls={view.running} shown={view.call.id} onChoose={setChosen} />
            {view.activity === 'awaiting-consent' ? (
              <ConsentCard
                key={view.call.id}
                call={view.call}
                isFurtherLine={view.isFurtherLine}
                mode={consentMode.value}
                onDecide={(decision, remember) => {
                  if (remember) actions.setConsentRemembered(view.call.console, true);
                  decide(view.call.id, decision);
                }}
              />
            ) : (
              <LiveCall
                key={view.call.id}
                call={view.call}
                activity={view.activity}
                isLoading={view.isLoading}
                unaskedBecause={unaskedBecause(view.call)}
                onEnd={() => actions.endCall(view.call.id)}
                onOtherCustomer={() => actions.beginVoice(view.call.id)}
                onDrop={(decision) => decide(view.call.id, decision)}
                onReference={(reference) => actions.setCallReference(view.call.id, reference)}
                onAskAgain={() => actions.setConsentRemembered(view.call.console, false)}
              />
            )}
            {view.call.state === 'listening' && (
              <NudgeCard
                key={`nudge-${view.call.id}`}
                nudge={isDismissed(view.call) ? null : nudgeViewOf(view.call.nudge, nudges.value)}
                onDismiss={() => {
                  const { id, nudge } = view.call;
                  if (nudge !== null) setDismissed({ ...dismissed, [id]: nudge.since });
                }}
              />
            )}
          </>
        )}
      </main>
      <PanelFooter
        windowsLate={view.kind === 'call' ? view.call.windowsLate : 0}
        missing={view.kind === 'call' ? view.call.missing : undefined}
        ended={view.kind === 'call' && view.activity === 'ended' ? view.call.id : null}
        canReview={canReview.value}
      />
    </div>
  );
}
