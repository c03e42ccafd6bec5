// Counts how far a queue has come.

import { publicName } from '../shared/address.ts';
import type { ArchiveQueue, RecordingJob } from './queue.ts';

/** Most recordings set aside that are named; the engine keeps them all. */
const MOST_TOLD = 1000;

export interface QueueState {
  readonly waiting: number;
  readonly analysing: number;
  /** Failed once, and will be tried again. */
  readonly retrying: number;
  /** Since the queue was made. */
  readonly done: number;
  readonly setAside: number;
  /** Sentences that name the recording. */
  readonly reasons: readonly string[];
}

export async function queueState(queue: ArchiveQueue): Promise<QueueState> {
  const [counts, { meta }, failed] = await Promise.all([
    queue.getJobCounts('wait', 'active', 'delayed', 'failed'),
    queue.getMetrics('completed'),
    queue.getFailed(0, MOST_TOLD - 1),
  ]);
  const { wait: waiting = 0, active = 0, delayed = 0, failed: setAside = 0 } = counts;
  return {
    waiting,
    analysing: active,
    retrying: delayed,
    done: meta.count,
    setAside,
    reasons: failed.map(({ data, failedReason }) => withRecording(data, failedReason)),
  };
}

/** A sentence about a recording, with the recording's name put before it where the sentence has none. */
export function withRecording({ recording }: RecordingJob, sentence: string): string {
  const name = publicName(recording);
  return sentence.includes(name) ? sentence : `${name}: ${sentence}`;
}
