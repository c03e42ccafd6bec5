import { openAuditLog } from '../../src/extension/audit/audit-log.ts';
import { OpenPorts } from '../../src/extension/consoles/open-ports.ts';
import EngineWorker from '../../src/extension/engine/engine-worker.ts?worker';
import { startRemoteEngine } from '../../src/extension/engine/remote-engine.ts';
import { AUDIO_PORT, portOf } from '../../src/extension/messages/audio-port.ts';
import { followCapturedPagePort } from '../../src/extension/messages/captured-page-port.ts';
import type { LiveSnapshot } from '../../src/extension/messages/snapshot.ts';
import { SnapshotBroadcast } from '../../src/extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../src/extension/messages/to-background.ts';
import { onMessageToOffscreen } from '../../src/extension/messages/to-offscreen.ts';
import { announceChange, followChanges } from '../../src/extension/store/changes.ts';
import { openCallStore } from '../../src/extension/store/store.ts';
import { badgeOf } from '../../src/offscreen/badge.ts';
import { captureTab } from '../../src/offscreen/captured-tab.ts';
import { CurrentSettings } from '../../src/offscreen/current-settings.ts';
import { withoutRunningScores } from '../../src/offscreen/held-back-score.ts';
import { serveLegPort } from '../../src/offscreen/leg-port.ts';
import { LiveCalls, RECONNECT_GRACE_MS } from '../../src/offscreen/live-calls.ts';
import { RestartingEngine } from '../../src/offscreen/restarting-engine.ts';
import { SwitchableEngine } from '../../src/offscreen/switchable-engine.ts';
import { TabListener } from '../../src/offscreen/tab-listener.ts';

const broadcast = new SnapshotBroadcast(() => snapshotToShow());
let shownBadge = '';

const snapshotToShow = (): LiveSnapshot =>
  settings.hidesRunningScores ? withoutRunningScores(live.snapshot()) : live.snapshot();

function announce(): void {
  const snapshot = snapshotToShow();
  broadcast.send(snapshot);
  const badge = badgeOf(snapshot);
  const shown = JSON.stringify(badge);
  if (shown === shownBadge) return;
  shownBadge = shown;
  sendToBackground('showBadge', badge).catch(() => {});
}

const engine = new SwitchableEngine({
  start: (name, onOutage) =>
    new RestartingEngine(() => startRemoteEngine(new EngineWorker(), name), onOutage),
  onState: (state) => live.setEngineState(state),
});
const live = new LiveCalls({
  engine,
  store: openCallStore(),
  clock: Date.now,
  unaskedConsent: (consoleOrigin) => sendToBackground('unaskedConsent', consoleOrigin),
  purge: async () => {
    await sendToBackground('purgeCalls');
    // An open review page then shows the call that has just ended.
    announceChange('stored-calls');
  },
  onCallEnded: () => {
    // Where this fails, the report waits for the next call or the background's next wake.
    sendToBackground('callsEnded').catch((error: unknown) => console.warn('No report yet:', error));
  },
  readReference: (tab) => sendToBackground('readReference', tab),
  onChange: announce,
  onAudit: openAuditLog(Date.now).note,
});

const settings = new CurrentSettings({
  useModel: (name) => engine.use(name),
  setWantedNudges: (kinds) => live.setWantedNudges(kinds),
  onChange: announce,
});
onMessageToOffscreen('useSettings', ({ data }) => settings.use(data));
sendToBackground('settings')
  .then((now) => settings.use(now))
  .catch((error: unknown) => {
    settings.useDefaultModel();
    live.report(error);
  });

const openPorts = new OpenPorts();
chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== AUDIO_PORT) {
    broadcast.accept(port);
    return;
  }
  const close = serveLegPort(live, portOf(port), port.sender?.tab?.id ?? -1);
  port.onDisconnect.addListener(openPorts.add(port.sender ?? {}, close));
});

const tabListener = new TabListener({ live, open: captureTab });
onMessageToOffscreen('openTab', ({ data }) => tabListener.listen(data));
onMessageToOffscreen('stopTab', () => tabListener.stop());
onMessageToOffscreen('useSites', async ({ data: { inForce, allowed } }) => {
  openPorts.keepOnly(inForce);
  await tabListener.keepOnly(allowed);
});
chrome.runtime.onConnect.addListener((port) => {
  followCapturedPagePort(port, (tab) => void tabListener.leave(tab));
});

onMessageToOffscreen('decide', ({ data }) => live.decide(data.id, data.decision));
onMessageToOffscreen('endCall', ({ data }) => live.endCall(data));
onMessageToOffscreen('setCallReference', async ({ data }) => {
  await live.setCallReference(data.id, data.reference);
  announceChange('stored-calls');
});
onMessageToOffscreen('deletePastCalls', async () => {
  await live.past.deleteAll();
  announceChange('stored-calls');
});
followChanges(
  'stored-calls',
  () => void live.past.followStore().catch((error: unknown) => live.report(error)),
);

// Legs of calls that are still running get the time to come back first.
setTimeout(() => live.past.tidy().catch((error: unknown) => live.report(error)), RECONNECT_GRACE_MS);
