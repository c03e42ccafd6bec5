// The queue of an archive: recordings that any number of machines take from, kept by BullMQ in Redis or Valkey.

import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import * as v from 'valibot';
import { CUSTOMER_CHANNELS } from '../../analysis/audio/customer-channel.ts';
import { withoutSecrets } from '../shared/address.ts';

/** What a job asks for. Another process wrote it, perhaps of another version: parse it. */
export const recordingJobSchema = v.object({
  /** A path or an address that the workers can read. */
  recording: v.string(),
  customer: v.picklist(CUSTOMER_CHANNELS),
});
export type RecordingJob = v.InferOutput<typeof recordingJobSchema>;

export type ArchiveQueue = Queue<RecordingJob>;

/** A busy server or a missing drive is tried again after 10 seconds, then after 20. */
const RETRIES = { attempts: 3, backoff: { type: 'exponential', delay: 10_000 } } as const;

export function openQueue(connection: Redis, name: string): ArchiveQueue {
  return new Queue(name, {
    connection,
    defaultJobOptions: {
      ...RETRIES,
      // The result's file says that a recording is done; Redis remembers only what waits or went wrong.
      removeOnComplete: true,
      removeOnFail: false,
      stackTraceLimit: 0,
    },
  });
}

/** Attempts at a first connection: three seconds in all. A connection that is lost later is tried without end. */
const FIRST_TRIES = 10;
const LONGEST_WAIT_MS = 5000;

/**
 * A connection that is up. End it when done.
 * @param url redis://, rediss:// or the path of a socket
 * @throws Error in a sentence when nothing answers there
 */
export async function connect(url: string): Promise<Redis> {
  let isUp = false;
  let reason = 'no answer';
  // Its parameters may hold a password.
  const [shown] = withoutSecrets(url).split('?');
  const connection = new Redis(url, {
    // BullMQ needs this: a worker waits until Redis is back, and goes on.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (!isUp && times > FIRST_TRIES ? null : Math.min(times * 50, LONGEST_WAIT_MS)),
  });
  // Every attempt while Redis is away is an error; only the last one is told.
  connection.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
  });
  await new Promise<void>((resolve, reject) => {
    connection.once('ready', resolve);
    connection.once('end', () => {
      reject(
        new Error(`No Redis can be used at ${shown} (${reason}). Check --redis, and that the server runs.`),
      );
    });
  });
  isUp = true;
  return connection;
}
