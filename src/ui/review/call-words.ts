// A call in a few sentences, for whoever has no use for a picture.

import type { Analysis } from '../../analysis/call/record.ts';
import { topEmotion } from '../../analysis/emotion/emotions.ts';
import { scoreFigure, spokenDuration } from '../format.ts';
import { averageSlots, type Slot } from '../strip/strip-data.ts';
import { turningPointsWords, turnsOf } from '../turning-point-words.ts';
import { EMOTION_WORDS, VERDICT_WORDS } from '../words.ts';
import type { CallBackground } from './call-data.ts';
import { gapWords } from './gaps.ts';
import { voicesWords } from './voices.ts';

type Summary = Pick<
  Analysis,
  'seconds' | 'speechSeconds' | 'score' | 'interval' | 'verdict' | 'turningPoints'
>;

/** What was heard, who spoke, what is missing, how it turned, and how it was scored. */
export function callWords(call: Summary, slots: readonly Slot[], { gaps, voices }: CallBackground): string[] {
  return [
    heard(call, slots),
    ...voicesWords(voices),
    ...gapWords(gaps),
    ...(call.score === null ? [] : [turned(call)]),
    scored(call),
  ];
}

function heard({ seconds, speechSeconds }: Summary, slots: readonly Slot[]): string {
  const opening = `In ${spokenDuration(seconds)} the customer spoke for ${spokenDuration(speechSeconds)}`;
  const third = Math.ceil(slots.length / 3);
  const [whole, first, last] = [slots, slots.slice(0, third), slots.slice(-third)].map((part) => {
    const mean = averageSlots(part);
    return mean && EMOTION_WORDS[topEmotion(mean)].toLowerCase();
  });
  if (!whole) return `${opening}.`;
  const ends = [
    ...(first && first !== whole ? [`${first} at first`] : []),
    ...(last && last !== whole ? [`${last} in the end`] : []),
  ];
  return `${[`${opening} and sounded mostly ${whole}`, ...ends].join(', ')}.`;
}

function turned({ turningPoints }: Summary): string {
  const turns = turnsOf(turningPoints);
  return turns.length === 0 ? 'The call did not turn.' : `${turningPointsWords(turns)}.`;
}

function scored({ score, interval, verdict }: Summary): string {
  const { title, meaning } = VERDICT_WORDS[verdict];
  if (score === null || interval === null) return `${title}: ${meaning.toLowerCase()}.`;
  const [low, high] = interval.map(scoreFigure);
  return `Score ${scoreFigure(score)} of 10, likely ${low} to ${high}: ${title.toLowerCase()}, ${meaning.toLowerCase()}.`;
}
