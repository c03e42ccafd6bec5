// Where the call's turns lie on the line of its score.

import type { CoursePoint } from '../analysis/call/score-course.ts';
import type { Turn } from './turning-point-words.ts';

/** Shapes that are nearer than this share of the line's length would touch: 11 px in the popup. */
const NEAREST_SHARE = 0.035;

export interface CourseMark extends Turn {
  /** The line's score at that moment, 1 to 10. */
  readonly score: number;
}

/**
 * The turns that have a place on the line, in the order of time. Where shapes would touch each other, or the dot at
 * the line's end, the later one stays.
 * @param course in the order of time; may still be on its way, and then without a point
 * @param seconds length of the line
 */
export function courseMarks(
  turns: readonly Turn[],
  course: readonly CoursePoint[],
  seconds: number,
): readonly CourseMark[] {
  const nearest = NEAREST_SHARE * seconds;
  const end = course.at(-1)?.time ?? 0;
  const placed: CourseMark[] = [];
  for (const turn of turns.toReversed()) {
    const score = scoreAt(course, turn.time);
    const next = placed[0]?.time ?? end;
    if (score !== null && next - turn.time >= nearest) placed.unshift({ ...turn, score });
  }
  return placed;
}

/** Between two points as the line between them; null before the first and after the last one. */
function scoreAt(course: readonly CoursePoint[], time: number): number | null {
  const index = course.findIndex((point) => point.time >= time);
  const after = course[index];
  if (after === undefined) return null;
  const before = course[index - 1];
  if (before === undefined) return after.time === time ? after.score : null;
  const share = (time - before.time) / (after.time - before.time);
  return before.score + share * (after.score - before.score);
}
