// The score along a whole call, for its sparkline. Without intervals, so that ten calls are drawn in no time:
// src/analysis/call/live-score.ts also simulates those, which takes half a second for ten minutes of speech.

import type { AnalysedWindow } from '../analysis/call/record.ts';
import { WINDOW_SECONDS } from '../analysis/call/timing.ts';
import { isScoreVersion, SCORE_CONSTANTS, type ScoreVersion } from '../analysis/score/constants.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../analysis/score/score.ts';
import type { CallStore } from '../extension/store/store.ts';

export interface CoursePoint {
  /** Seconds from the call's first sample. */
  readonly time: number;
  readonly score: number;
}

/** The course of a stored call; empty where a version of the score that is gone has scored it. */
export async function loadScoreCourse(store: CallStore, id: string): Promise<readonly CoursePoint[]> {
  const version = (await store.summary(id))?.scoreVersion;
  return version !== undefined && isScoreVersion(version)
    ? scoreCourse(await store.windows(id), version)
    : [];
}

export function scoreCourse(
  windows: readonly AnalysedWindow[],
  version: ScoreVersion,
): readonly CoursePoint[] {
  const constants = SCORE_CONSTANTS[version];
  let state = INITIAL_SCORE_STATE;
  const points: CoursePoint[] = [];
  for (const { start, distress } of windows) {
    if (distress === null) continue;
    state = scoreStep(state, distress, constants);
    const score = scoreOf(state, constants)?.score;
    if (score !== undefined) points.push({ time: start + WINDOW_SECONDS, score });
  }
  return points;
}

/** The stored course and what has been heard since. */
export function continued(
  stored: readonly CoursePoint[],
  live: readonly CoursePoint[],
): readonly CoursePoint[] {
  const until = stored.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
  return [...stored, ...live.filter(({ time }) => time > until)];
}
