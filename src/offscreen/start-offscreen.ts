import { openAuditLog } from '../extension/audit/audit-log.ts';
import { OpenPorts } from '../extension/consoles/open-ports.ts';
import EngineWorker from '../extension/engine/engine-worker.ts?worker';
import { startRemoteEngine } from '../extension/engine/remote-engine.ts';
import { AUDIO_PORT, portOf } from '../extension/messages/audio-port.ts';
import { followCapturedPagePort } from '../extension/messages/captured-page-port.ts';
import type { LiveSnapshot } from '../extension/messages/snapshot.ts';
import { SnapshotBroadcast } from '../extension/messages/snapshot-port.ts';
import { sendToBackground } from '../extension/messages/to-background.ts';
import { onMessageToOffscreen } from '../extension/messages/to-offscreen.ts';
import { announceChange, followChanges } from '../extension/store/changes.ts';
import { openCallStore } from '../extension/store/store.ts';
import { badgeOf } from './badge.ts';
import { captureTab } from './captured-tab.ts';
import { CurrentSettings } from './current-settings.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { withoutRunningScores } from './held-back-score.ts';
import { serveLegPort } from './leg-port.ts';
import { LiveCalls, RECONNECT_GRACE_MS } from './live-calls.ts';
import { TabListener } from './tab-listener.ts';

/** Starts the offscreen document: takes legs of calls from the pages, analyses them, and tells the panels. */
export function startOffscreen(): void {
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

  const engine = new EngineSupervisor({
    start: (name) => startRemoteEngine(new EngineWorker(), name),
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
  onMessageToOffscreen('beginVoice', ({ data }) => live.beginVoice(data));
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

  // Legs of calls that are still running come back first.
  setTimeout(() => live.past.tidy().catch((error: unknown) => live.report(error)), RECONNECT_GRACE_MS);
}
