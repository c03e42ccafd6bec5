import { computed, signal } from '@preact/signals';
import { openRecording } from '../../analysis/audio/recording.ts';
import { openAuditLog } from '../../extension/audit/audit-log.ts';
import EngineWorker from '../../extension/engine/engine-worker.ts?worker';
import { startRemoteEngine } from '../../extension/engine/remote-engine.ts';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import { parseModelChoice } from '../../extension/settings/model-choice.ts';
import { chosenModel } from '../../extension/settings/settings.ts';
import { announceChange, followChanges } from '../../extension/store/changes.ts';
import { openCallStore } from '../../extension/store/store.ts';
import { download } from '../download.ts';
import { renderPage } from '../render-page.tsx';
import { playSamples } from './play-samples.ts';
import { loadPool } from './pooled-engine.ts';
import { Review } from './review.tsx';
import { ReviewState } from './review-state.ts';
import { filterInAddress } from './shelf-filter.ts';

/** Engines at a time: a third gains little. */
const MOST_ENGINES = 2;

/** Starts the review page, with engines of its own for the recordings that are dropped on it. */
export function startReview(): void {
  const settings = signal<EffectiveSettings | null>(null);

  const state = new ReviewState({
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
    if (isFirst && asked !== null && inForce.supervisorView) state.actions.open(asked);
  });

  // A file that misses its place must not take the page's.
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (settings.value?.supervisorView !== true) return;
    state.actions.addFiles([...(event.dataTransfer?.files ?? [])]);
  });

  const { shelf, customer, listening, refused, opened, stored, actions } = state;
  renderPage(
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
  );
}
