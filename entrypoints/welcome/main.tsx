import '../../assets/styles/welcome-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { followSiteAccess, type SiteAccess, switchSite } from '../../src/extension/consoles/site-access.ts';
import type { EffectiveSettings } from '../../src/extension/settings/effective-settings.ts';
import { followSettings } from '../../src/extension/settings/follow-settings.ts';
import { consentChoice } from '../../src/extension/settings/settings.ts';
import { Welcome } from '../../src/ui/welcome/welcome.tsx';

const access = signal<SiteAccess | null>(null);
const settings = signal<EffectiveSettings | null>(null);
const shortcut = signal<string | null>(null);

followSiteAccess((now) => {
  access.value = now;
});
followSettings((inForce) => {
  settings.value = inForce;
});
void chrome.commands.getAll().then((commands) => {
  // Empty where another extension has the keys.
  shortcut.value = commands.find(({ name }) => name === 'open-panel')?.shortcut || null;
});

const app = document.querySelector('#app');
if (app) {
  render(
    <Welcome
      access={access}
      settings={settings}
      shortcut={shortcut}
      actions={{
        switchSite: (site, on) => switchSite(site, on, access.value?.allowed ?? null),
        chooseConsent: (choice) => void consentChoice.setValue(choice),
        openSettings: () => void chrome.runtime.openOptionsPage(),
        close: () => window.close(),
      }}
    />,
    app,
  );
}
