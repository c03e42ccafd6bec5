import { DEFAULT_MODEL } from '../../src/analysis/emotion/catalogue.ts';
import { openAuditLog } from '../../src/extension/audit/audit-log.ts';
import { PageLines } from '../../src/extension/consoles/page-lines.ts';
import EngineWorker from '../../src/extension/engine/engine-worker.ts?worker';
import { startRemoteEngine } from '../../src/extension/engine/remote-engine.ts';
import { AUDIO_PORT, portOf } from '../../src/extension/messages/audio-port.ts';
import { followPagePort } from '../../src/extension/messages/page-port.ts';
import { onMessage, sendMessage } from '../../src/extension/messages/protocol.ts';
import type { DeskSnapshot } from '../../src/extension/messages/snapshot.ts';
import { SnapshotBroadcast } from '../../src/extension/messages/snapshot-port.ts';
import type { ScoreTime } from '../../src/extension/settings/policy.ts';
import { announceChange, followChanges } from '../../src/extension/store/changes.ts';
import { openCallStore } from '../../src/extension/store/store.ts';
import { badgeOf } from '../../src/offscreen/badge.ts';
import { CallDesk, RECONNECT_GRACE_MS } from '../../src/offscreen/call-desk.ts';
import { EngineSupervisor } from '../../src/offscreen/engine-supervisor.ts';
import { withoutRunningScores } from '../../src/offscreen/held-back-score.ts';
import { serveLegPort } from '../../src/offscreen/leg-port.ts';
import { openTabAudio } from '../../src/offscreen/tab-audio.ts';
import { TabListener } from '../../src/offscreen/tab-listener.ts';

const broadcast = new SnapshotBroadcast(() => snapshotToShow());
let shownBadge = '';
/** Until the background has answered, no running score is shown: it might be one that is held back. */
let scoreTime: ScoreTime = 'after-call';

const snapshotToShow = (): DeskSnapshot =>
  scoreTime === 'after-call' ? withoutRunningScores(desk.snapshot()) : desk.snapshot();

function announce(): void {
  const snapshot = snapshotToShow();
  broadcast.send(snapshot);
  const badge = badgeOf(snapshot);
  const shown = JSON.stringify(badge);
  if (shown === shownBadge) return;
  shownBadge = shown;
  sendMessage('showBadge', badge).catch(() => {});
}

const engine = new EngineSupervisor({
  start: (name) => startRemoteEngine(new EngineWorker(), name),
  onState: (state) => desk.setEngineState(state),
});
const desk = new CallDesk({
  engine,
  store: openCallStore(),
  clock: Date.now,
  unaskedConsent: (consoleOrigin) => sendMessage('unaskedConsent', consoleOrigin),
  purge: async () => {
    await sendMessage('purgeCalls', undefined);
    // A review page that is open takes in the call that has just ended.
    announceChange('stored-calls');
  },
  onCallEnded: () => {
    // The report waits for the next call, or for the background's next wake.
    sendMessage('callsEnded', undefined).catch((error: unknown) => console.warn('No report yet:', error));
  },
  readReference: (tab) => sendMessage('readReference', tab),
  onChange: announce,
  onAudit: openAuditLog(Date.now).note,
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

const showScoreAt = (time: ScoreTime) => {
  scoreTime = time;
  announce();
};
onMessage('useScoreTime', ({ data }) => showScoreAt(data));
sendMessage('scoreTime', undefined)
  .then(showScoreAt)
  .catch((error: unknown) => desk.report(error));

const pageLines = new PageLines();
chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== AUDIO_PORT) {
    broadcast.accept(port);
    return;
  }
  const hangUp = serveLegPort(desk, portOf(port), port.sender?.tab?.id ?? -1);
  port.onDisconnect.addListener(pageLines.add(port.sender ?? {}, hangUp));
});

const tabListener = new TabListener({ desk, open: openTabAudio });
onMessage('openTab', ({ data }) => tabListener.listen(data));
onMessage('stopTab', () => tabListener.stop());
onMessage('useSites', async ({ data: { inForce, allowed } }) => {
  pageLines.keepOnly(inForce);
  await tabListener.keepOnly(allowed);
});
chrome.runtime.onConnect.addListener((port) => {
  followPagePort(port, (tab) => void tabListener.leave(tab));
});

onMessage('decide', ({ data }) => desk.decide(data.id, data.decision));
onMessage('endCall', ({ data }) => desk.endCall(data));
onMessage('beginVoice', ({ data }) => desk.beginVoice(data));
onMessage('setCallReference', async ({ data }) => {
  await desk.setCallReference(data.id, data.reference);
  announceChange('stored-calls');
});
onMessage('deletePastCalls', async () => {
  await desk.deletePastCalls();
  announceChange('stored-calls');
});
followChanges('stored-calls', () => void desk.followStore().catch((error: unknown) => desk.report(error)));

// Legs of calls that are still running come back first.
setTimeout(() => desk.tidy().catch((error: unknown) => desk.report(error)), RECONNECT_GRACE_MS);
