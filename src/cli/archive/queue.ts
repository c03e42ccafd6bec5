// The queue of an archive: recordings that any number of machines take from, kept by BullMQ in Redis or Valkey.

import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import * as v from 'valibot';
import { CUSTOMER_CHANNELS } from '../../analysis/audio/customer-channel.ts';
import { withoutSecrets } from '../shared/address.ts';

/** What a job asks for. It was written by another process, perhaps of another version: parse it. */
export const recordingJobSchema = v.object({
  /** A path or an address that the workers can read. */
  recording: v.string(),
  customer: v.picklist(CUSTOMER_CHANNELS),
});
export type RecordingJob = v.InferOutput<typeof recordingJobSchema>;

export type ArchiveQueue = Queue<RecordingJob>;

/** A server that is busy, or a drive that is away, may have come back by then: after 10, then 20 seconds. */
const RETRIES = { attempts: 3, backoff: { type: 'exponential', delay: 10_000 } } as const;

export function openQueue(connection: Redis, name: string): ArchiveQueue {
  return new Queue(name, {
    connection,
    defaultJobOptions: {
      ...RETRIES,
      // A result says that a recording is done; Redis has to remember only what is not, or went wrong.
      removeOnComplete: true,
      removeOnFail: false,
      stackTraceLimit: 0,
    },
  });
}

/** How often a first connection is tried: three seconds in all. Later a connection comes back however long it takes. */
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
    // As BullMQ wants it: a worker waits for Redis to come back, and takes up its work again.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (!isUp && times > FIRST_TRIES ? null : Math.min(times * 50, LONGEST_WAIT_MS)),
  });
  // While it is away, every attempt is an error; the last one is told when there is no connection at all.
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
