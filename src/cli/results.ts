// Where results go: printed as text, JSON or CSV, or one file a recording in a folder.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomerChannel } from '../audio/customer-channel.ts';
import type { Analysis } from '../call/record.ts';
import { CSV_HEAD, csvRows } from '../call/windows-csv.ts';
import { SCORE_VERSION } from '../score/constants.ts';
import type { Outcome } from './analyse-worker.ts';
import type { Command } from './command.ts';

/** Takes results one by one. */
export interface Results {
  /** Whether there is a result of this recording already, no older than the recording, by this score and this model. */
  has(file: string): Promise<boolean>;
  take(outcome: Outcome): Promise<void>;
}

/** @param model version of the model that hears the recordings */
export async function openResults({ format, out, customer }: Command, model: string): Promise<Results> {
  if (out !== null) return folderResults(out, model, customer);
  if (format === 'csv') process.stdout.write(CSV_HEAD);
  return { has: async () => false, take: async (outcome) => print(outcome, format) };
}

function print(outcome: Outcome, format: Command['format']): void {
  if (format === 'json') console.log(JSON.stringify(outcome));
  else if ('error' in outcome) console.error(failure(outcome));
  else if (format === 'csv') process.stdout.write(csvRows(outcome.file, outcome));
  else console.log(describe(outcome));
}

async function folderResults(folder: string, model: string, customer: CustomerChannel): Promise<Results> {
  await mkdir(folder, { recursive: true });
  return {
    async has(file) {
      const result = path.join(folder, resultName(file, customer));
      const [heard, written] = await Promise.all(
        [stat(file), stat(result)].map((found) => found.catch(() => null)),
      );
      if (!heard || !written || written.mtimeMs < heard.mtimeMs) return false;
      const found = parseResult(await readFile(result, 'utf8'));
      return found?.scoreVersion === SCORE_VERSION && found.model === model;
    },
    async take(outcome) {
      if ('error' in outcome) return console.error(failure(outcome));
      const result = path.join(folder, resultName(outcome.file, customer));
      // Whole or not at all, also when the run is interrupted.
      await writeFile(`${result}.part`, JSON.stringify(outcome));
      await rename(`${result}.part`, result);
    },
  };
}

/** What is wanted of a result; null when it is damaged, and has to be made again. */
function parseResult(text: string): Pick<Analysis, 'scoreVersion' | 'model'> | null {
  try {
    return JSON.parse(text) as Analysis;
  } catch {
    return null;
  }
}

/**
 * The recording's name and a few digits of its path and the customer's channel, so that namesakes in two folders keep
 * apart, and what was heard on the wrong channel doesn't pass for the right one.
 */
function resultName(file: string, customer: CustomerChannel): string {
  const digits = createHash('sha256')
    .update(`${customer} ${path.resolve(file)}`)
    .digest('hex')
    .slice(0, 8);
  return `${path.basename(file)}.${digits}.json`;
}

function failure({ file, error }: { readonly file: string; readonly error: string }): string {
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
