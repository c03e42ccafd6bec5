import '../../assets/styles/side-panel-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskSnapshot } from '../../src/call/snapshot.ts';
import { sendMessage } from '../../src/messaging/protocol.ts';
import { followSnapshots } from '../../src/messaging/snapshot-port.ts';
import { followConsentMode } from '../../src/settings/consent-in-force.ts';
import { type NudgeSettings, parseNudgeSettings } from '../../src/settings/nudge-settings.ts';
import type { ConsentMode } from '../../src/settings/policy.ts';
import { nudgeSettings, rememberedConsent, setConsentRemembered } from '../../src/settings/settings.ts';
import { Panel } from '../../src/ui/panel/panel.tsx';

const desk = signal<DeskSnapshot | null>(null);
const rememberedConsoles = signal<readonly string[]>([]);
const consentMode = signal<ConsentMode>('ask');
const nudges = signal<NudgeSettings | null>(null);

followSnapshots(
  () => sendMessage('ensureOffscreen', undefined),
  (snapshot) => {
    desk.value = snapshot;
  },
);
const showRemembered = (origins: readonly string[] | null) => {
  rememberedConsoles.value = origins ?? [];
};
rememberedConsent.watch(showRemembered);
void rememberedConsent.getValue().then(showRemembered);
followConsentMode((mode) => {
  consentMode.value = mode;
});
const showNudges = (stored: unknown) => {
  nudges.value = parseNudgeSettings(stored);
};
nudgeSettings.watch(showNudges);
void nudgeSettings.getValue().then(showNudges);

const app = document.querySelector('#app');
if (app) {
  render(
    <Panel
      desk={desk}
      rememberedConsoles={rememberedConsoles}
      consentMode={consentMode}
      nudges={nudges}
      actions={{
        decide: (id, decision) => void sendMessage('decide', { id, decision }),
        setCallReference: (id, reference) => sendMessage('setCallReference', { id, reference }),
        setConsentRemembered: (consoleOrigin, remembered) =>
          void setConsentRemembered(consoleOrigin, remembered),
      }}
    />,
    app,
  );
}
