import '../../assets/styles/side-panel-page.css';
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { errorMessage } from '../../src/analysis/caught.ts';
import { sendMessage } from '../../src/extension/messages/protocol.ts';
import type { DeskSnapshot } from '../../src/extension/messages/snapshot.ts';
import { followSnapshots } from '../../src/extension/messages/snapshot-port.ts';
import { followSettings } from '../../src/extension/settings/follow-settings.ts';
import type { NudgeSettings } from '../../src/extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../src/extension/settings/policy.ts';
import { setConsentRemembered } from '../../src/extension/settings/settings.ts';
import { Panel } from '../../src/ui/panel/panel.tsx';
import { sendDecision } from '../../src/ui/panel/send-decision.ts';

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

const app = document.querySelector('#app');
if (app) {
  render(
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
    app,
  );
}
