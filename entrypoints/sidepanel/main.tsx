import '../../assets/styles/side-panel-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskSnapshot } from '../../src/call/snapshot.ts';
import { sendMessage } from '../../src/messaging/protocol.ts';
import { followSnapshots } from '../../src/messaging/snapshot-port.ts';
import { followSettings } from '../../src/settings/follow-settings.ts';
import type { NudgeSettings } from '../../src/settings/nudge-settings.ts';
import type { ConsentMode } from '../../src/settings/policy.ts';
import { setConsentRemembered } from '../../src/settings/settings.ts';
import { Panel } from '../../src/ui/panel/panel.tsx';

const desk = signal<DeskSnapshot | null>(null);
const rememberedConsoles = signal<readonly string[]>([]);
const consentMode = signal<ConsentMode>('ask');
const nudges = signal<NudgeSettings | null>(null);
const canReview = signal(false);

followSnapshots(
  () => sendMessage('ensureOffscreen', undefined),
  (snapshot) => {
    desk.value = snapshot;
  },
);
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
      desk={desk}
      rememberedConsoles={rememberedConsoles}
      consentMode={consentMode}
      nudges={nudges}
      canReview={canReview}
      actions={{
        decide: (id, decision) => void sendMessage('decide', { id, decision }),
        setCallReference: (id, reference) => sendMessage('setCallReference', { id, reference }),
        setConsentRemembered: (consoleOrigin, remembered) =>
          void setConsentRemembered(consoleOrigin, remembered),
        endCall: (id) => void sendMessage('endCall', id),
      }}
    />,
    app,
  );
}
