// The score along windows that are known already.

import { isScoreVersion } from '../score/constants.ts';
import { LiveScore } from './live-score.ts';
import type { Analysis, ScorePoint } from './record.ts';

/**
 * The score after each window with speech, once the opening is complete. Empty where a version of the score that is gone has
 * scored the windows: the course would not end at the score that was given.
 */
export function scoreOverTimeOf({
  scoreVersion,
  windows,
}: Pick<Analysis, 'scoreVersion' | 'windows'>): ScorePoint[] {
  if (!isScoreVersion(scoreVersion)) return [];
  const score = new LiveScore(scoreVersion);
  return windows.flatMap((window) => score.push(window).point ?? []);
}
