// evenkeel analyse: scores recordings from a terminal, by the contract of the design page.

import { shippedModelLabel } from '../../node/node-engine.ts';
import { startProgress } from '../../node/progress.ts';
import { openAnalysisPool } from '../shared/analysis-pool.ts';
import { isFailure } from '../shared/outcome.ts';
import { findRecordings } from '../shared/recordings.ts';
import { ANALYSE_USAGE, type AnalyseCommand, parseAnalyseCommand } from './analyse-command.ts';
import { inOrder } from './in-order.ts';
import { openResults } from './results.ts';

/** Recordings that may wait for a longer one before them, for each that is being analysed. */
const AHEAD_OF_EACH = 4;

/** @returns the exit status: 1 when a recording could not be analysed */
export async function analyse(argv: readonly string[]): Promise<number> {
  const command = parseAnalyseCommand(argv);
  if (command.help) {
    console.log(ANALYSE_USAGE);
    return 0;
  }
  return analyseAll(command);
}

/** Whether somebody sees the bar, and no result runs through it. */
function isWatched({ out }: AnalyseCommand): boolean {
  return process.stderr.isTTY && (out !== null || !process.stdout.isTTY);
}

async function analyseAll(command: AnalyseCommand): Promise<number> {
  const { customer, runtime, jobs } = command;
  const recordings = await findRecordings(command.named, command.list);
  const results = await openResults(command, await shippedModelLabel(runtime));
  const pool = openAnalysisPool(Math.min(jobs, recordings.length), runtime);
  const progress = isWatched(command) ? startProgress('analysing', recordings.length, 'recordings') : null;
  const work = async (file: string) =>
    (await results.has(file, customer)) ? null : pool.analyse(file, customer);
  let status = 0;
  try {
    for await (const outcome of inOrder(recordings, work, AHEAD_OF_EACH * jobs)) {
      progress?.add(1);
      if (outcome === null) continue;
      if (isFailure(outcome)) status = 1;
      await results.take(outcome, customer);
    }
  } finally {
    progress?.stop();
    await pool.close();
  }
  return status;
}
