// The score along windows that are known already.

import { SCORE_VERSION } from '../score/constants.ts';
import { LiveScore } from './live-score.ts';
import type { Analysis, ScorePoint } from './record.ts';

/**
 * The score after each window with speech, once the opening is complete. Empty where another version of the score has
 * scored the windows: the course would not end at the score that was given.
 */
export function scoreOverTimeOf({
  scoreVersion,
  windows,
}: Pick<Analysis, 'scoreVersion' | 'windows'>): ScorePoint[] {
  if (scoreVersion !== SCORE_VERSION) return [];
  const score = new LiveScore();
  return windows.flatMap((window) => score.push(window).point ?? []);
}
