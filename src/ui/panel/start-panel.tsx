import { computed, signal } from '@preact/signals';
import { errorMessage } from '../../analysis/errors.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { followSnapshots } from '../../extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../extension/messages/to-background.ts';
import { sendToOffscreen } from '../../extension/messages/to-offscreen.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import type { NudgeSettings } from '../../extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { setConsentRemembered } from '../../extension/settings/settings.ts';
import { renderPage } from '../render-page.tsx';
import { Panel } from './panel.tsx';
import { retryUntilDelivered } from './retry-until-delivered.ts';

/** Starts the side panel: shows the calls that run, and tells the offscreen document what the agent decides. */
export function startPanel(): void {
  const live = signal<LiveSnapshot | null>(null);
  const rememberedConsoles = signal<readonly string[]>([]);
  const consentMode = signal<ConsentMode>('ask');
  const nudges = signal<NudgeSettings | null>(null);
  const canReview = signal(false);
  /** A sentence about a decision that did not arrive; null when the last one has. */
  const decisionProblem = signal<string | null>(null);
  const shownSnapshot = computed(() => {
    const problem = decisionProblem.value;
    return live.value === null || problem === null ? live.value : { ...live.value, problem };
  });

  const ensureOffscreen = () => sendToBackground('ensureOffscreen');

  /** @param handOver sends the decision; taken twice, it is the same one */
  async function decide(handOver: () => Promise<void>): Promise<void> {
    try {
      await retryUntilDelivered(ensureOffscreen, handOver);
      decisionProblem.value = null;
    } catch (error) {
      decisionProblem.value = errorMessage(error);
    }
  }

  followSnapshots(ensureOffscreen, (snapshot) => {
    live.value = snapshot;
  });
  followSettings((settings) => {
    consentMode.value = settings.consent.value;
    rememberedConsoles.value = settings.rememberedConsoles;
    nudges.value = settings.nudges.value;
    canReview.value = settings.supervisorView;
  });

  renderPage(
    <Panel
      live={shownSnapshot}
      rememberedConsoles={rememberedConsoles}
      consentMode={consentMode}
      nudges={nudges}
      canReview={canReview}
      actions={{
        decide: (id, decision) => void decide(() => sendToOffscreen('decide', { id, decision })),
        setCallReference: (id, reference) => sendToOffscreen('setCallReference', { id, reference }),
        setConsentRemembered: (consoleOrigin, remembered) =>
          void setConsentRemembered(consoleOrigin, remembered),
        endCall: (id) => void decide(() => sendToOffscreen('endCall', id)),
        beginVoice: (id) => void decide(() => sendToOffscreen('beginVoice', id)),
      }}
    />,
  );
}
