// Stored calls with what follows from their windows. Apart from the store, so that the service worker has no score in it.

import type { CallRecord } from '../../analysis/call/record.ts';
import { type CoursePoint, scoreCourse, scoreCourseWithIntervals } from '../../analysis/call/score-course.ts';
import type { CallStore } from './store.ts';

/** The whole call: its windows, and the score over time that follows from them. */
export async function loadCallRecord(store: CallStore, id: string): Promise<CallRecord | null> {
  const summary = await store.summary(id);
  if (summary === null) return null;
  const call = { ...summary, windows: await store.windows(id) };
  return { ...call, scoreOverTime: scoreCourseWithIntervals(call) };
}

/** The score along a stored call; empty where there is none. */
export async function loadScoreCourse(store: CallStore, id: string): Promise<readonly CoursePoint[]> {
  const summary = await store.summary(id);
  return summary === null ? [] : scoreCourse({ ...summary, windows: await store.windows(id) });
}
