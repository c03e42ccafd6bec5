// Delivers reports while the background runs, and lets the browser wake it when it is time to try again.

import type { AuditEvent } from '../../extension/audit/audit-entry.ts';
import { onMessageToBackground } from '../../extension/messages/to-background.ts';
import { followSettings, readEffectiveSettings } from '../../extension/settings/follow-settings.ts';
import { openOutbox } from '../../extension/store/outbox.ts';
import type { CallStore } from '../../extension/store/store.ts';
import { ReportDelivery } from './report-delivery.ts';
import { sendReport } from './send.ts';

const ALARM = 'delivery';

/** @returns looks for ended calls that no message told of, and sends the reports that wait */
export function deliverReports(
  calls: Pick<CallStore, 'since' | 'summary'>,
  onAudit: (event: AuditEvent) => void,
): () => void {
  const delivery = new ReportDelivery({
    calls,
    outbox: openOutbox(),
    send: (report, to) => sendReport(report, to, Date.now),
    wakeAt: (when) => void chrome.alarms.create(ALARM, { when }),
    onAudit,
    clock: Date.now,
    random: Math.random,
    version: chrome.runtime.getManifest().version,
  });
  // No message waits for the endpoint.
  const inBackground = (work: Promise<void>) => {
    work.catch((error: unknown) => console.warn('Reports are not sent yet:', error));
  };
  const resume = () =>
    inBackground(readEffectiveSettings().then((settings) => delivery.resume(settings.delivery)));
  onMessageToBackground('callsEnded', () =>
    inBackground(readEffectiveSettings().then((settings) => delivery.callsEnded(settings.delivery))),
  );
  chrome.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) resume();
  });
  followSettings((settings) => inBackground(delivery.resume(settings.delivery)));
  return resume;
}
