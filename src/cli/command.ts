// What the command line was asked to do.

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { CUSTOMER_CHANNELS, type CustomerChannel } from '../audio/customer-channel.ts';

export const USAGE = `Usage: npm run --silent analyse -- [options] RECORDING|FOLDER|PATTERN...

Scores WAV recordings of calls: how the customer sounds and how well the call was de-escalated, 1 to 10.
  --json                        one JSON object a line and recording, with every window
  --csv                         one CSV row a window
  --customer left|right|mix     the customer's channel of a stereo recording (default: right)
  --from FILE                   recordings named in FILE, one a line ("-": standard input)
  --out DIR                     one JSON file a recording in DIR; recordings that have one already are left out
  --jobs N                      recordings at a time (default: one a core)`;

export interface Command {
  readonly help: boolean;
  readonly format: 'text' | 'json' | 'csv';
  readonly customer: CustomerChannel;
  /** Recordings, folders and patterns. */
  readonly named: readonly string[];
  /** A file that names more; null for none. */
  readonly list: string | null;
  /** Folder for one result a recording; null to print them. */
  readonly out: string | null;
  readonly jobs: number;
}

/** Thrown for a command line that can't be carried out; its message is all the user needs. */
export class UsageError extends Error {}

/** @throws UsageError in a sentence, or an error of `parseArgs` for an option that there is not */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
      customer: { type: 'string', default: 'right' },
      from: { type: 'string' },
      out: { type: 'string' },
      jobs: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const customer = CUSTOMER_CHANNELS.find((channel) => channel === values.customer);
  if (customer === undefined) {
    throw new UsageError(`--customer is one of ${CUSTOMER_CHANNELS.join(', ')}; got "${values.customer}".`);
  }
  if (values.json && values.csv)
    throw new UsageError('--json and --csv exclude each other; give one of them.');
  if (values.out !== undefined && (values.json || values.csv)) {
    throw new UsageError('--out writes JSON files by itself; leave --json and --csv out.');
  }
  if (positionals.length === 0 && values.from === undefined && !values.help) {
    throw new UsageError(`No recording named.\n\n${USAGE}`);
  }
  return {
    help: values.help,
    format: values.json ? 'json' : values.csv ? 'csv' : 'text',
    customer,
    named: positionals,
    list: values.from ?? null,
    out: values.out ?? null,
    jobs: jobsOf(values.jobs),
  };
}

function jobsOf(given: string | undefined): number {
  if (given === undefined) return availableParallelism();
  const jobs = Number(given);
  if (!Number.isInteger(jobs) || jobs < 1) {
    throw new UsageError(`--jobs takes a whole number of at least 1; got "${given}".`);
  }
  return jobs;
}
