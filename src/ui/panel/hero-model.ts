// What the panel's largest words say: how the customer sounds, or why nothing is said about it.

import type { Emotion } from '../../analysis/emotion/emotions.ts';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import { clockOf } from '../format.ts';
import { confidenceWords, EMOTION_WORDS } from '../words.ts';
import type { Activity } from './panel-model.ts';

export interface HeroModel {
  /** Decides glyph and colour. */
  readonly mood: Emotion | 'not-sure' | 'silence' | 'not-speech' | 'held' | 'ended' | 'starting';
  readonly word: string;
  /** Fits on one line at 320 px. */
  readonly detail: string;
  /** Probability of the emotion; null where none is named or guessed. */
  readonly confidence: number | null;
}

const WITHOUT_READING = {
  starting: { word: 'Listening', detail: 'First reading in three seconds' },
  silence: { word: 'Silence', detail: 'The customer isn’t speaking' },
  'not-speech': { word: 'Not speech', detail: 'Tone or music: not scored' },
  held: { word: 'On hold', detail: 'Paused until they are back' },
} as const;

export function makeHeroModel(
  call: CallSnapshot,
  activity: Exclude<Activity, 'awaiting-consent'>,
): HeroModel {
  if (activity === 'ended') {
    return {
      mood: 'ended',
      word: 'Call ended',
      detail: `It lasted ${clockOf(call.seconds)}`,
      confidence: null,
    };
  }
  if (activity !== 'speech') return { mood: activity, ...WITHOUT_READING[activity], confidence: null };
  const { reading } = call;
  if (reading === null) return { mood: 'silence', ...WITHOUT_READING.silence, confidence: null };
  const { emotion, confidence } = reading;
  return {
    mood: emotion,
    word: emotion === 'not-sure' ? 'Not sure' : EMOTION_WORDS[emotion],
    detail: confidenceWords(reading),
    confidence,
  };
}
