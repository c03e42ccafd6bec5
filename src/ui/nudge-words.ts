// Default texts of the nudges. They speak of the call, never of the agent.

import { LONG_SILENCE_SECONDS, SUSTAINED } from '../analysis/coaching/constants.ts';
import type { Nudge, NudgeKind } from '../analysis/coaching/nudge.ts';
import type { NudgeSettings } from '../extension/settings/nudge-settings.ts';

export interface NudgeWords {
  readonly title: string;
  /** What raises it, in one sentence. */
  readonly when: string;
  /** What it says: one or two short sentences. */
  readonly text: string;
}

export const NUDGE_WORDS: Readonly<Record<NudgeKind, NudgeWords>> = {
  'sustained-anger': {
    title: 'Sustained anger',
    when: `When anger lasts for about ${SUSTAINED.anger.windows} seconds of speech.`,
    text: 'Anger has been heard for a while. Naming the problem first, then the next step, can help.',
  },
  'sustained-fear': {
    title: 'Sustained fear',
    when: `When fear lasts for about ${SUSTAINED.fear.windows} seconds of speech.`,
    text: 'The customer has sounded worried for a while. Saying what happens next can help.',
  },
  'rising-distress': {
    title: 'Rising distress',
    when: 'When the customer sounds clearly more distressed than a little earlier.',
    text: 'The call is getting tenser. A short summary of what was said can help.',
  },
  'sustained-sadness': {
    title: 'Sustained sadness',
    when: `When sadness lasts for about ${SUSTAINED.sadness.windows} seconds of speech.`,
    text: 'The customer has sounded sad for a while. A kind word and a little time can help.',
  },
  recovery: {
    title: 'Recovery',
    when: 'When a tense call has become calm and stays so.',
    text: 'The call is calmer now. A good moment to thank the customer and confirm what was agreed.',
  },
  'long-silence': {
    title: 'Long silence',
    when: `When a customer who had spoken is silent for ${LONG_SILENCE_SECONDS} seconds.`,
    text: 'The customer has been quiet for a while. A short check that all is clear can help.',
  },
};

/** A nudge as it is shown. */
export interface NudgeView {
  readonly kind: NudgeKind;
  readonly title: string;
  readonly text: string;
}

/**
 * The words of a nudge, or null where it is switched off: the analysis learns of a change only with its next window.
 *
 * @param settings null until they are known
 */
export function nudgeViewOf(nudge: Nudge | null, settings: NudgeSettings | null): NudgeView | null {
  if (nudge === null || settings === null) return null;
  const { kind } = nudge;
  const choice = settings.kinds[kind];
  if (!settings.shown || !choice.shown) return null;
  const { title, text } = NUDGE_WORDS[kind];
  return { kind, title, text: choice.text ?? text };
}
