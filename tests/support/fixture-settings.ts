// What holds on a machine where the user has changed nothing but, perhaps, the nudges.

import { type SettingsInForce, settingsInForce } from '../../src/extension/settings/in-force.ts';
import type { NudgeSettings } from '../../src/extension/settings/nudge-settings.ts';
import { NO_POLICY, type Policy } from '../../src/extension/settings/policy.ts';

/** @param policy what an administrator has set */
export function fixtureSettings(policy: Partial<Policy> = {}, nudges?: NudgeSettings): SettingsInForce {
  return settingsInForce(
    { consent: undefined, rememberedConsoles: [], retentionDays: undefined, nudges },
    { ...NO_POLICY, ...policy },
  );
}
