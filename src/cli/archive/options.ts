// Options of all commands that have to do with a queue.

import { UsageError } from '../shared/usage-error.ts';

/** For `parseArgs`. */
export const QUEUE_OPTIONS = {
  redis: { type: 'string' },
  queue: { type: 'string', default: 'evenkeel' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const QUEUE_USAGE = `  --redis URL                   Redis or Valkey, such as redis://queue.example:6379 (default: the variable
                                EVENKEEL_REDIS, which keeps a password out of the list of processes)
  --queue NAME                  name of the queue (default: evenkeel)`;

/** @throws UsageError when neither the option nor the variable says where Redis is */
export function redisOf(given: string | undefined): string {
  const url = given ?? process.env.EVENKEEL_REDIS;
  if (url !== undefined && url !== '') return url;
  throw new UsageError('No Redis named. Give --redis URL, or set the variable EVENKEEL_REDIS.');
}

/** @throws UsageError for a name that Redis keys of BullMQ can't have */
export function queueNameOf(given: string): string {
  if (/^[\w.-]+$/.test(given)) return given;
  throw new UsageError(`--queue takes letters, digits, ".", "-" and "_"; got "${given}".`);
}
