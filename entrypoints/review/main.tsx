import '../../assets/styles/review-page.css';
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { openRecording } from '../../src/analysis/audio/recording.ts';
import { openAuditLog } from '../../src/extension/audit/audit-log.ts';
import EngineWorker from '../../src/extension/engine/engine-worker.ts?worker';
import { startRemoteEngine } from '../../src/extension/engine/remote-engine.ts';
import type { EffectiveSettings } from '../../src/extension/settings/effective-settings.ts';
import { followSettings } from '../../src/extension/settings/follow-settings.ts';
import { parseModelChoice } from '../../src/extension/settings/model-choice.ts';
import { chosenModel } from '../../src/extension/settings/settings.ts';
import { announceChange, followChanges } from '../../src/extension/store/changes.ts';
import { openCallStore } from '../../src/extension/store/store.ts';
import { download } from '../../src/ui/download.ts';
import { playSamples } from '../../src/ui/review/play-samples.ts';
import { loadPool } from '../../src/ui/review/pooled-engine.ts';
import { Review } from '../../src/ui/review/review.tsx';
import { ReviewDesk } from '../../src/ui/review/review-desk.ts';
import { filterInAddress } from '../../src/ui/review/shelf-filter.ts';

/** Engines at a time: a third gains little. */
const MOST_ENGINES = 2;

const settings = signal<EffectiveSettings | null>(null);

const desk = new ReviewDesk({
  store: openCallStore(),
  storeChanges: {
    announce: () => announceChange('stored-calls'),
    follow: (onChange) => followChanges('stored-calls', onChange),
  },
  // Nothing is shown until the settings are known.
  hidesRunning: computed(() => settings.value?.score !== 'during-call'),
  loadEngine: async () =>
    loadPool(
      (name) => startRemoteEngine(new EngineWorker(), name),
      parseModelChoice(await chosenModel.getValue()),
      Math.min(MOST_ENGINES, Math.max(1, navigator.hardwareConcurrency)),
    ),
  openRecording,
  play: playSamples,
  clock: Date.now,
  download,
  print: () => print(),
  onAudit: openAuditLog(Date.now).note,
});

followSettings((inForce) => {
  const isFirst = settings.value === null;
  settings.value = inForce;
  // Not before it is known whether past calls may be opened here: what is opened is written down.
  const asked = new URLSearchParams(location.search).get('call');
  if (isFirst && asked !== null && inForce.supervisorView) desk.actions.open(asked);
});

// A file that misses its place must not take the page's.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (settings.value?.supervisorView !== true) return;
  desk.actions.addFiles([...(event.dataTransfer?.files ?? [])]);
});

const app = document.querySelector('#app');
if (app) {
  const { shelf, customer, listening, refused, opened, stored, actions } = desk;
  render(
    <Review
      shelf={shelf}
      customer={customer}
      listening={listening}
      refused={refused}
      opened={opened}
      stored={stored}
      now={new Date()}
      firstFilter={filterInAddress(location.search)}
      actions={actions}
      settings={settings}
    />,
    app,
  );
}
