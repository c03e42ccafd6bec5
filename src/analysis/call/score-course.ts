// The score along windows that are known already: with its intervals, or without them for a sparkline.

import { isScoreVersion, SCORE_CONSTANTS } from '../score/constants.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../score/score.ts';
import { LiveScore } from './live-score.ts';
import type { Analysis, ScorePoint } from './record.ts';
import { WINDOW_SECONDS } from './timing.ts';

export type CoursePoint = Pick<ScorePoint, 'time' | 'score'>;

type Scored = Pick<Analysis, 'scoreVersion' | 'windows'>;

/**
 * The score after each window with speech, once the opening is complete. Empty where a version of the score that is
 * gone has scored the windows: the course would not end at the score that was given.
 */
export function scoreCourse({ scoreVersion, windows }: Scored): CoursePoint[] {
  if (!isScoreVersion(scoreVersion)) return [];
  const constants = SCORE_CONSTANTS[scoreVersion];
  let state = INITIAL_SCORE_STATE;
  return windows.flatMap(({ start, distress }) => {
    if (distress === null) return [];
    state = scoreStep(state, distress, constants);
    const score = scoreOf(state, constants)?.score;
    return score === undefined ? [] : { time: start + WINDOW_SECONDS, score };
  });
}

/** The same with intervals, which are simulated: half a second for ten minutes of speech. */
export function scoreCourseWithIntervals({ scoreVersion, windows }: Scored): ScorePoint[] {
  if (!isScoreVersion(scoreVersion)) return [];
  const score = new LiveScore(scoreVersion);
  return windows.flatMap((window) => score.push(window).point ?? []);
}

/** The stored course and what has been heard since. */
export function continueCourse(
  stored: readonly CoursePoint[],
  live: readonly CoursePoint[],
): readonly CoursePoint[] {
  const until = stored.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
  return [...stored, ...live.filter(({ time }) => time > until)];
}
