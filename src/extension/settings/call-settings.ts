// The settings that running calls follow. The offscreen document has no storage: it gets them by message.

import type { NudgeKind } from '../../analysis/coaching/nudge.ts';
import type { ModelName } from '../../analysis/emotion/catalogue.ts';
import type { EffectiveSettings } from './effective-settings.ts';
import { wantedNudges } from './nudge-settings.ts';
import type { ScoreTime } from './policy.ts';

export interface CallSettings {
  /** The model that the user chose. */
  readonly model: ModelName;
  /** The kinds of nudge that the agent wants; none when nudges are off. */
  readonly nudges: readonly NudgeKind[];
  /** When people may see the score. */
  readonly scoreTime: ScoreTime;
}

/** The part of the effective settings that running calls follow. */
export function callSettingsOf({ model, nudges, score }: EffectiveSettings): CallSettings {
  return { model, nudges: wantedNudges(nudges.value), scoreTime: score };
}
