import { signal } from '@preact/signals';
import {
  CATALOGUE_FILE,
  DEFAULT_MODEL,
  type ModelName,
  parseCatalogue,
} from '../../analysis/emotion/catalogue.ts';
import { errorMessage } from '../../analysis/errors.ts';
import { openAuditLog } from '../../extension/audit/audit-log.ts';
import { followSiteAccess, type SiteAccess, switchSite } from '../../extension/consoles/site-access.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { followSnapshots } from '../../extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../extension/messages/to-background.ts';
import { sendToOffscreen } from '../../extension/messages/to-offscreen.ts';
import { type EffectiveSettings, withNudges } from '../../extension/settings/effective-settings.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import { parseModelChoice } from '../../extension/settings/model-choice.ts';
import {
  casePattern,
  chosenModel,
  consentChoice,
  nudgeSettings,
  retentionDays,
} from '../../extension/settings/settings.ts';
import { openOutbox } from '../../extension/store/outbox.ts';
import { countExpired } from '../../extension/store/retention.ts';
import { openCallStore } from '../../extension/store/store.ts';
import { download } from '../download.ts';
import { renderPage } from '../render-page.tsx';
import { Options } from './options.tsx';
import type { CatalogueState } from './options-model.ts';

/** Starts the settings page: shows what is chosen and what an administrator has set, and stores every change. */
export function startOptions(): void {
  const live = signal<LiveSnapshot | null>(null);
  const access = signal<SiteAccess | null>(null);
  const catalogue = signal<CatalogueState>({ kind: 'loading' });
  const chosen = signal<ModelName>(DEFAULT_MODEL);
  const settings = signal<EffectiveSettings | null>(null);
  const pattern = signal<string | null>(null);
  const store = openCallStore();
  const audit = openAuditLog(Date.now);
  const outbox = openOutbox();
  const readDelivery = async () => ({ entries: await outbox.entries(), endpoint: await outbox.endpoint() });

  async function readCatalogue(): Promise<void> {
    try {
      const response = await fetch(chrome.runtime.getURL(`/${CATALOGUE_FILE}`));
      catalogue.value = { kind: 'ready', models: parseCatalogue(await response.json()).models };
    } catch (error) {
      const reason = errorMessage(error);
      catalogue.value = { kind: 'failed', problem: `The list of models can’t be read: ${reason}` };
    }
  }

  followSnapshots(
    () => sendToBackground('ensureOffscreen'),
    (snapshot) => {
      live.value = snapshot;
    },
  );
  followSiteAccess((now) => {
    access.value = now;
  });
  const showChosen = (stored: string | null) => {
    chosen.value = parseModelChoice(stored);
  };
  chosenModel.watch(showChosen);
  void chosenModel.getValue().then(showChosen);
  followSettings((inForce) => {
    settings.value = inForce;
  });
  const showPattern = (stored: string | null) => {
    pattern.value = stored ?? '';
  };
  casePattern.watch(showPattern);
  void casePattern.getValue().then(showPattern);
  void readCatalogue();

  renderPage(
    <Options
      access={access}
      onSwitchSite={(site, on) => switchSite(site, on, access.value?.allowed ?? null)}
      catalogue={catalogue}
      live={live}
      chosen={chosen}
      onChoose={(name) => void chosenModel.setValue(name)}
      settings={settings}
      onConsent={(choice) => void consentChoice.setValue(choice)}
      onNudges={(chosen) => {
        // At once: the next change builds on this one, also before the browser has stored it.
        if (settings.value !== null) settings.value = withNudges(settings.value, chosen);
        void nudgeSettings.setValue(chosen);
      }}
      storedCalls={{
        countExpired: (days) => countExpired(store, days, Date.now()),
        onDays: async (days) => {
          await retentionDays.setValue(days);
          // The background does so too when it hears of the change; only this one can be waited for.
          await sendToBackground('purgeCalls');
        },
        onDeleteAll: () => sendToOffscreen('deletePastCalls'),
      }}
      casePattern={pattern}
      onCasePattern={(written) => void casePattern.setValue(written)}
      audit={{ log: audit, onSave: download }}
      readDelivery={readDelivery}
      now={new Date()}
    />,
  );
}
