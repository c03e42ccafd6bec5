// What `evenkeel analyse` was asked to do.

import { parseArgs } from 'node:util';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { Runtime } from '../../node/runtime.ts';
import { customerOf, jobsOf, runtimeOf } from '../shared/option-values.ts';
import { UsageError } from '../shared/usage-error.ts';

export const ANALYSE_USAGE = `Usage: evenkeel analyse [options] RECORDING|FOLDER|PATTERN|ADDRESS...
Scores WAV recordings of calls: how the customer sounds and how well the call was de-escalated, 1 to 10.
  --json                        one JSON object a line and recording, with every window
  --csv                         one CSV row a window
  --customer left|right|mix     the customer's channel of a stereo recording (default: right)
  --from FILE                   recordings named in FILE, one a line ("-": standard input)
  --out DIR                     one JSON file a recording in DIR; recordings that have one already are left out
  --jobs N                      recordings at a time (default: one a core)
  --runtime wasm|native         wasm gives the extension's figures; native is quicker (default: wasm)`;

export interface AnalyseCommand {
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
  readonly runtime: Runtime;
}

/** @throws UsageError in a sentence, or an error of `parseArgs` for an option that there is not */
export function parseAnalyseCommand(argv: readonly string[]): AnalyseCommand {
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
      runtime: { type: 'string', default: 'wasm' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.json && values.csv)
    throw new UsageError('--json and --csv exclude each other; give one of them.');
  if (values.out !== undefined && (values.json || values.csv)) {
    throw new UsageError('--out writes JSON files by itself; leave --json and --csv out.');
  }
  if (positionals.length === 0 && values.from === undefined && !values.help) {
    throw new UsageError(`No recording named.\n\n${ANALYSE_USAGE}`);
  }
  return {
    help: values.help,
    format: values.json ? 'json' : values.csv ? 'csv' : 'text',
    customer: customerOf(values.customer),
    named: positionals,
    list: values.from ?? null,
    out: values.out ?? null,
    jobs: jobsOf(values.jobs),
    runtime: runtimeOf(values.runtime),
  };
}
