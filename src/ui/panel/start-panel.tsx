import { computed, signal } from '@preact/signals';
import { errorMessage } from '../../analysis/caught.ts';
import { sendMessage } from '../../extension/messages/protocol.ts';
import type { DeskSnapshot } from '../../extension/messages/snapshot.ts';
import { followSnapshots } from '../../extension/messages/snapshot-port.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import type { NudgeSettings } from '../../extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { setConsentRemembered } from '../../extension/settings/settings.ts';
import { renderPage } from '../render-page.tsx';
import { Panel } from './panel.tsx';
import { sendDecision } from './send-decision.ts';

/** Starts the side panel: shows the calls that run, and tells the offscreen document what the agent decides. */
export function startPanel(): void {
  const desk = signal<DeskSnapshot | null>(null);
  const rememberedConsoles = signal<readonly string[]>([]);
  const consentMode = signal<ConsentMode>('ask');
  const nudges = signal<NudgeSettings | null>(null);
  const canReview = signal(false);
  /** A sentence about a decision that did not arrive; null when the last one has. */
  const decisionProblem = signal<string | null>(null);
  const shownDesk = computed(() => {
    const problem = decisionProblem.value;
    return desk.value === null || problem === null ? desk.value : { ...desk.value, problem };
  });

  const ensureOffscreen = () => sendMessage('ensureOffscreen', undefined);

  /** @param handOver sends the decision; taken twice, it is the same one */
  async function decide(handOver: () => Promise<void>): Promise<void> {
    try {
      await sendDecision(ensureOffscreen, handOver);
      decisionProblem.value = null;
    } catch (error) {
      decisionProblem.value = errorMessage(error);
    }
  }

  followSnapshots(ensureOffscreen, (snapshot) => {
    desk.value = snapshot;
  });
  followSettings((settings) => {
    consentMode.value = settings.consent.value;
    rememberedConsoles.value = settings.rememberedConsoles;
    nudges.value = settings.nudges.value;
    canReview.value = settings.supervisorView;
  });

  renderPage(
    <Panel
      desk={shownDesk}
      rememberedConsoles={rememberedConsoles}
      consentMode={consentMode}
      nudges={nudges}
      canReview={canReview}
      actions={{
        decide: (id, decision) => void decide(() => sendMessage('decide', { id, decision })),
        setCallReference: (id, reference) => sendMessage('setCallReference', { id, reference }),
        setConsentRemembered: (consoleOrigin, remembered) =>
          void setConsentRemembered(consoleOrigin, remembered),
        endCall: (id) => void decide(() => sendMessage('endCall', id)),
        beginVoice: (id) => void decide(() => sendMessage('beginVoice', id)),
      }}
    />,
  );
}
