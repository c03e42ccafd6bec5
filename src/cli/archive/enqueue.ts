// evenkeel enqueue: puts recordings on a queue, each once.

import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { startProgress } from '../../node/progress.ts';
import { isAddress } from '../shared/address.ts';
import { customerOf } from '../shared/option-values.ts';
import { findRecordings } from '../shared/recordings.ts';
import { recordingKey } from '../shared/result-folder.ts';
import { UsageError } from '../shared/usage-error.ts';
import { QUEUE_OPTIONS, QUEUE_USAGE, queueNameOf, redisOf } from './options.ts';
import { type ArchiveQueue, connect, openQueue } from './queue.ts';

const USAGE = `Usage: evenkeel enqueue [options] RECORDING|FOLDER|PATTERN|ADDRESS...
Puts recordings on a queue. Workers must be able to read them under the same path or address.
${QUEUE_USAGE}
  --customer left|right|mix     the customer's channel of a stereo recording (default: right)
  --from FILE                   recordings named in FILE, one a line ("-": standard input)`;

/** Recordings that go to Redis at a time. */
const BATCH = 500;

/** @returns the exit status */
export async function enqueue(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      ...QUEUE_OPTIONS,
      customer: { type: 'string', default: 'right' },
      from: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (positionals.length === 0 && values.from === undefined) {
    throw new UsageError(`No recording named.\n\n${USAGE}`);
  }
  const customer = customerOf(values.customer);
  const name = queueNameOf(values.queue);
  const url = redisOf(values.redis);
  const recordings = await findRecordings(positionals, values.from ?? null);
  const connection = await connect(url);
  try {
    const queue = openQueue(connection, name);
    await addAll(queue, recordings, customer);
    await queue.close();
  } finally {
    connection.disconnect();
  }
  console.log(
    `${recordings.length === 1 ? '1 recording is' : `${recordings.length} recordings are`} on the queue "${name}".`,
  );
  return 0;
}

async function addAll(
  queue: ArchiveQueue,
  recordings: readonly string[],
  customer: CustomerChannel,
): Promise<void> {
  const progress = process.stderr.isTTY ? startProgress('queueing', recordings.length, 'recordings') : null;
  const someWereSetAside = (await queue.getFailedCount()) > 0;
  for (let first = 0; first < recordings.length; first += BATCH) {
    const batch = recordings.slice(first, first + BATCH).map((named) => {
      // A worker may run in another folder, so paths are absolute.
      const recording = isAddress(named) ? named : path.resolve(named);
      return { recording, customer, jobId: recordingKey(recording, customer) };
    });
    // The engine ignores a recording that it knows, so one that was set aside is removed first.
    if (someWereSetAside) await Promise.all(batch.map(({ jobId }) => removeFailed(queue, jobId)));
    await queue.addBulk(batch.map(({ jobId, ...data }) => ({ name: 'analyse', data, opts: { jobId } })));
    progress?.add(batch.length);
  }
  progress?.stop();
}

async function removeFailed(queue: ArchiveQueue, jobId: string): Promise<void> {
  const job = await queue.getJob(jobId);
  if (await job?.isFailed()) await job?.remove();
}
