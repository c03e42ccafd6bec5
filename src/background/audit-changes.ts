// Writes changes of settings and of the policy into the audit log, for as long as the background lives.

import type { AuditLog } from '../extension/audit/audit-log.ts';
import { readPolicy } from '../extension/settings/policy.ts';
import {
  appliedPolicy,
  casePattern,
  chosenModel,
  consentChoice,
  nudgeSettings,
  rememberedConsent,
  retentionDays,
  siteChoice,
} from '../extension/settings/settings.ts';
import { policyWords, settingWords } from './settings-words.ts';

const SETTINGS = [
  siteChoice,
  consentChoice,
  rememberedConsent,
  chosenModel,
  nudgeSettings,
  retentionDays,
  casePattern,
].map(({ key }) => key.slice('local:'.length));

/** Also writes down a policy that came while the background was not running. */
export function auditChanges(log: Pick<AuditLog, 'append' | 'note'>): void {
  const warn = (error: unknown) => console.warn('The policy is not in the audit log yet:', error);

  const auditPolicy = async () => {
    const policy = policyWords(await readPolicy());
    if (policy === (await appliedPolicy.getValue())) return;
    await log.append({ what: 'policy-applied', detail: policy });
    await appliedPolicy.setValue(policy);
  };
  // One look after the other: two at once would both find the policy new.
  let inOrder = Promise.resolve();
  const lookAtPolicy = () => {
    inOrder = inOrder.then(auditPolicy).catch(warn);
  };
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') lookAtPolicy();
    if (area !== 'local') return;
    for (const name of SETTINGS) {
      const change = changes[name];
      if (change) {
        log.note({ what: 'setting-changed', detail: settingWords(name, change.newValue) });
      }
    }
  });
  lookAtPolicy();
}
