import { signal } from '@preact/signals';
import { followSiteAccess, type SiteAccess, switchSite } from '../../extension/consoles/site-access.ts';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import { consentChoice } from '../../extension/settings/settings.ts';
import { renderPage } from '../render-page.tsx';
import { Welcome } from './welcome.tsx';

/** Starts the page of the first run. */
export function startWelcome(): void {
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

  renderPage(
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
  );
}
