// Where the results of `evenkeel analyse` go: printed as text, JSON or CSV, or into a folder.

import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { Analysis } from '../../analysis/call/record.ts';
import { CSV_HEAD, csvRows } from '../../analysis/call/windows-csv.ts';
import { type Failure, isFailure, type Outcome } from '../shared/outcome.ts';
import { openResultFolder, type ResultFolder } from '../shared/result-folder.ts';
import type { AnalyseCommand } from './analyse-command.ts';

/** Takes results one by one. */
export interface Results {
  /** Whether there is nothing to do for a recording any more. */
  has(file: string, customer: CustomerChannel): Promise<boolean>;
  take(outcome: Outcome, customer: CustomerChannel): Promise<void>;
}

/** @param model what records call the model that hears the recordings */
export async function openResults({ format, out }: AnalyseCommand, model: string): Promise<Results> {
  if (out !== null) return intoFolder(await openResultFolder(out, model));
  if (format === 'csv') process.stdout.write(CSV_HEAD);
  return { has: async () => false, take: async (outcome) => print(outcome, format) };
}

function intoFolder(folder: ResultFolder): Results {
  return {
    has: folder.has,
    async take(outcome, customer) {
      if (isFailure(outcome)) console.error(describeFailure(outcome));
      else await folder.write(outcome, customer);
    },
  };
}

function print(outcome: Outcome, format: AnalyseCommand['format']): void {
  if (isFailure(outcome)) {
    const { file, error } = outcome;
    if (format === 'json') console.log(JSON.stringify({ file, error }));
    else console.error(describeFailure(outcome));
  } else if (format === 'json') console.log(JSON.stringify(outcome));
  else if (format === 'csv') process.stdout.write(csvRows(outcome.file, outcome));
  else console.log(describe(outcome));
}

function describeFailure({ file, error }: Failure): string {
  return `${file}: ${error}`;
}

function describe({ file, seconds, speechSeconds, score, interval, verdict, reasons }: Analysis): string {
  const length = `${Math.round(seconds)} s, ${Math.round(speechSeconds)} s of speech`;
  if (score === null || interval === null) return `${file}: not enough speech for a score (${length})`;
  const range = interval.map((end) => end.toFixed(1)).join(' to ');
  const why = reasons.map(({ points, text }) => `  ${points.toFixed(1).padStart(4)}  ${text}`);
  return [
    `${file}: ${score.toFixed(1)} of 10 (${range}), ${verdict.replaceAll('-', ' ')} (${length})`,
    ...why,
  ].join('\n');
}
