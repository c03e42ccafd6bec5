// The agent's choice of nudges and of their texts.

import * as v from 'valibot';
import { NUDGE_KINDS, type NudgeKind } from '../../analysis/coaching/nudge.ts';

/** Longest text of a nudge, in characters: two short sentences can be read at a glance. */
export const NUDGE_TEXT_MAX = 120;

const nudgeChoiceSchema = v.object({
  shown: v.boolean(),
  /** The agent's own text; null for the one that comes with Evenkeel, so that a later version can improve it. */
  text: v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(NUDGE_TEXT_MAX))),
});
export type NudgeChoice = v.InferOutput<typeof nudgeChoiceSchema>;

export interface NudgeSettings {
  /** Whether there are nudges at all. */
  readonly shown: boolean;
  readonly kinds: Readonly<Record<NudgeKind, NudgeChoice>>;
}

const DEFAULT_CHOICE: NudgeChoice = { shown: true, text: null };

/** Where one kind can't be read, only that kind falls back to the default. */
const nudgeSettingsSchema = v.object({
  shown: v.fallback(v.boolean(), true),
  kinds: v.fallback(
    v.object(
      v.entriesFromList(
        NUDGE_KINDS,
        v.fallback(v.optional(nudgeChoiceSchema, DEFAULT_CHOICE), DEFAULT_CHOICE),
      ),
    ),
    () => choicesOf(() => DEFAULT_CHOICE),
  ),
});

function choicesOf(choice: (kind: NudgeKind) => NudgeChoice): Record<NudgeKind, NudgeChoice> {
  return Object.fromEntries(NUDGE_KINDS.map((kind) => [kind, choice(kind)])) as Record<
    NudgeKind,
    NudgeChoice
  >;
}

export const DEFAULT_NUDGE_SETTINGS: NudgeSettings = { shown: true, kinds: choicesOf(() => DEFAULT_CHOICE) };

/** Reads stored settings. Any part that can't be read counts as never chosen. */
export function parseNudgeSettings(stored: unknown): NudgeSettings {
  const result = v.safeParse(nudgeSettingsSchema, stored);
  return result.success ? result.output : DEFAULT_NUDGE_SETTINGS;
}

/** The kinds that may be shown; none when nudges are off. */
export function wantedNudges({ shown, kinds }: NudgeSettings): NudgeKind[] {
  return shown ? NUDGE_KINDS.filter((kind) => kinds[kind].shown) : [];
}

/** The same settings with something changed about one kind. */
export function withNudgeChoice(
  settings: NudgeSettings,
  kind: NudgeKind,
  change: Partial<NudgeChoice>,
): NudgeSettings {
  return { ...settings, kinds: { ...settings.kinds, [kind]: { ...settings.kinds[kind], ...change } } };
}
