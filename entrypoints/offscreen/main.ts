import { CallDesk, RECONNECT_GRACE_MS } from '../../src/call/call-desk.ts';
import { openCallStore } from '../../src/call/store.ts';
import { DEFAULT_MODEL } from '../../src/emotion/catalogue.ts';
import EngineWorker from '../../src/emotion/engine-worker.ts?worker';
import { startRemoteEngine } from '../../src/emotion/remote-engine.ts';
import { RestartingEngine } from '../../src/emotion/restarting-engine.ts';
import { SwitchableEngine } from '../../src/emotion/switchable-engine.ts';
import { AUDIO_PORT, portOf } from '../../src/messaging/audio-port.ts';
import { serveLegPort } from '../../src/messaging/leg-port.ts';
import { onMessage, sendMessage } from '../../src/messaging/protocol.ts';
import { SnapshotBroadcast } from '../../src/messaging/snapshot-port.ts';
import { announceStoreChange, followStoreChanges } from '../../src/messaging/store-changes.ts';
import { badgeOf } from '../../src/ui/badge.ts';

const broadcast = new SnapshotBroadcast(() => desk.snapshot());
let shownBadge = '';

function announce(): void {
  const snapshot = desk.snapshot();
  broadcast.send(snapshot);
  const badge = badgeOf(snapshot);
  const shown = JSON.stringify(badge);
  if (shown === shownBadge) return;
  shownBadge = shown;
  sendMessage('showBadge', badge).catch(() => {});
}

const engine = new SwitchableEngine({
  start: (name, onOutage) =>
    new RestartingEngine(() => startRemoteEngine(new EngineWorker(), name), onOutage),
  onState: (state) => desk.setEngineState(state),
});
const desk = new CallDesk({
  engine,
  store: openCallStore(),
  clock: Date.now,
  consentIsRemembered: (consoleOrigin) => sendMessage('consentIsRemembered', consoleOrigin),
  purge: async () => {
    await sendMessage('purgeCalls', undefined);
    // A review page that is open takes in the call that has just ended.
    announceStoreChange();
  },
  readReference: (tab) => sendMessage('readReference', tab),
  onChange: announce,
});
onMessage('useModel', ({ data }) => engine.use(data));
sendMessage('chosenModel', undefined)
  .catch(() => DEFAULT_MODEL)
  .then((name) => engine.use(name));
onMessage('useNudges', ({ data }) => desk.setWantedNudges(data));
sendMessage('wantedNudges', undefined)
  .then((kinds) => desk.setWantedNudges(kinds))
  // Until the background answers, every kind is wanted; the panel hides those that aren't.
  .catch(() => {});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === AUDIO_PORT) serveLegPort(desk, portOf(port), port.sender?.tab?.id ?? -1);
  else broadcast.accept(port);
});
onMessage('decide', ({ data }) => desk.decide(data.id, data.decision));
onMessage('setCallReference', async ({ data }) => {
  await desk.setCallReference(data.id, data.reference);
  announceStoreChange();
});
onMessage('deletePastCalls', async () => {
  await desk.deletePastCalls();
  announceStoreChange();
});
followStoreChanges(() => void desk.followStore().catch((error: unknown) => desk.report(error)));

// Legs of calls that are still running come back first.
setTimeout(() => desk.tidy().catch((error: unknown) => desk.report(error)), RECONNECT_GRACE_MS);
