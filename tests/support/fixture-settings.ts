// What holds on a machine where the user has changed nothing but, perhaps, the nudges.

import {
  type EffectiveSettings,
  effectiveSettings,
} from '../../src/extension/settings/effective-settings.ts';
import type { NudgeSettings } from '../../src/extension/settings/nudge-settings.ts';
import { NO_POLICY, type Policy } from '../../src/extension/settings/policy.ts';

/** @param policy what an administrator has set */
export function fixtureSettings(policy: Partial<Policy> = {}, nudges?: NudgeSettings): EffectiveSettings {
  return effectiveSettings(
    { consent: undefined, rememberedConsoles: [], retentionDays: undefined, nudges, model: undefined },
    { ...NO_POLICY, ...policy },
  );
}
