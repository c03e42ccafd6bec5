// evenkeel queue: how far a queue is, and which recordings were set aside, and why.

import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { QueueEvents } from 'bullmq';
import { startProgress } from '../../node/progress.ts';
import { QUEUE_OPTIONS, QUEUE_USAGE, queueNameOf, redisOf } from './options.ts';
import { type ArchiveQueue, connect, openQueue } from './queue.ts';
import { type QueueState, queueState } from './queue-state.ts';

const USAGE = `Usage: evenkeel queue [options]
Says how many recordings wait, are being analysed, are done and were set aside, and why.
${QUEUE_USAGE}
  --json                        one JSON object
  --watch                       show progress until the queue is empty
  --retry                       put what was set aside on the queue again`;

const ASKED_EVERY_MS = 2000;
const RETRIED_AT_ONCE = 500;

/** @returns the exit status: 1 when something was set aside */
export async function showQueue(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ...QUEUE_OPTIONS,
      json: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      retry: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const name = queueNameOf(values.queue);
  const url = redisOf(values.redis);
  const connection = await connect(url);
  const queue = openQueue(connection, name);
  try {
    if (values.retry) await retryAll(queue);
    if (values.watch) {
      const events = new QueueEvents(name, { connection: { url } });
      await watch(queue, events);
      await events.close();
    }
    const state = await queueState(queue);
    console.log(values.json ? JSON.stringify(state) : describe(state));
    return state.setAside > 0 ? 1 : 0;
  } finally {
    await queue.close();
    connection.disconnect();
  }
}

/** Puts every recording that was set aside back on the queue, with all its tries. */
async function retryAll(queue: ArchiveQueue): Promise<void> {
  for (;;) {
    const failed = await queue.getFailed(0, RETRIED_AT_ONCE - 1);
    if (failed.length === 0) return;
    await Promise.all(failed.map((job) => job.retry('failed', { resetAttemptsMade: true })));
  }
}

const open = (queue: ArchiveQueue) => queue.getJobCountByTypes('wait', 'active', 'delayed');

/** Until nothing waits or is being analysed. */
async function watch(queue: ArchiveQueue, events: QueueEvents): Promise<void> {
  await events.waitUntilReady();
  const total = await open(queue);
  const progress = startProgress('analysing', total, 'recordings');
  events.on('completed', () => progress.add(1));
  events.on('failed', () => progress.add(1));
  while ((await open(queue)) > 0) await wait(ASKED_EVERY_MS);
  progress.stop();
}

function describe({ waiting, analysing, retrying, done, setAside, reasons }: QueueState): string {
  const again = retrying === 0 ? '' : `, ${retrying} will be tried again`;
  return [
    `${waiting} wait, ${analysing} are being analysed${again}, ${done} are done, ${setAside} were set aside.`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(setAside > reasons.length ? [`  and ${setAside - reasons.length} more`] : []),
  ].join('\n');
}
