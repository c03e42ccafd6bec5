// The settings that hold now: the user's choices, and over them what an administrator has set.
// The rest of the extension reads these and needs to know nothing of policies.

import type { ModelName } from '../../analysis/emotion/catalogue.ts';
import { parseConsentChoice } from './consent-mode.ts';
import { parseModelChoice } from './model-choice.ts';
import { type NudgeSettings, parseNudgeSettings } from './nudge-settings.ts';
import type { ConsentMode, Delivery, Policy, ScoreTime } from './policy.ts';
import { parseRetentionDays, type RetentionDays } from './retention-settings.ts';

/** A setting. The user may change it unless it is locked, because an administrator has set it. */
export interface Setting<T> {
  /** The value that holds. */
  readonly value: T;
  /** The user's choice: it holds again when the lock is gone. */
  readonly chosen: T;
  readonly isLocked: boolean;
}

export interface EffectiveSettings {
  readonly consent: Setting<ConsentMode>;
  /** Origins of the consoles whose customers are always told, as the agent has confirmed. */
  readonly rememberedConsoles: readonly string[];
  readonly retentionDays: Setting<RetentionDays>;
  /** A lock covers only whether there are nudges at all; kinds and texts stay the user's. */
  readonly nudges: Setting<NudgeSettings>;
  readonly score: ScoreTime;
  /** The model that the user chose. */
  readonly model: ModelName;
  /** Whether calls can be saved as files and printed. */
  readonly exportAllowed: boolean;
  /** Whether past calls and the review page can be opened on this machine. */
  readonly supervisorView: boolean;
  /** Where reports of calls that have ended go; null for nowhere. */
  readonly delivery: Delivery | null;
}

/** The stored choices, as `settings.ts` keeps them. A choice that can't be read counts as never made. */
export interface StoredChoices {
  readonly consent: unknown;
  readonly rememberedConsoles: readonly string[];
  readonly retentionDays: unknown;
  readonly nudges: unknown;
  readonly model: unknown;
}

function over<T>(chosen: T, set: T | null): Setting<T> {
  return { value: set ?? chosen, chosen, isLocked: set !== null };
}

function effectiveNudges(chosen: NudgeSettings, locked: boolean | null): Setting<NudgeSettings> {
  return {
    value: { ...chosen, shown: locked ?? chosen.shown },
    chosen,
    isLocked: locked !== null,
  };
}

/** The settings as they hold once the user has chosen other nudges. */
export function withNudges(settings: EffectiveSettings, chosen: NudgeSettings): EffectiveSettings {
  const { isLocked, value } = settings.nudges;
  return { ...settings, nudges: effectiveNudges(chosen, isLocked ? value.shown : null) };
}

/** The settings that hold under a policy. */
export function effectiveSettings(chosen: StoredChoices, policy: Policy): EffectiveSettings {
  return {
    consent: over<ConsentMode>(parseConsentChoice(chosen.consent), policy.consent),
    rememberedConsoles: chosen.rememberedConsoles,
    retentionDays: over(parseRetentionDays(chosen.retentionDays), policy.retentionDays),
    nudges: effectiveNudges(parseNudgeSettings(chosen.nudges), policy.nudges),
    score: policy.score ?? 'during-call',
    model: parseModelChoice(chosen.model),
    exportAllowed: policy.exportAllowed ?? true,
    supervisorView: policy.supervisorView ?? true,
    delivery: policy.delivery,
  };
}
