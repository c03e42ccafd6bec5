// npm run analyse: scores recordings from a terminal, by the contract of the design page.

import Tinypool from 'tinypool';
import type { AnalysisJob, Outcome } from './analyse-worker.ts';
import { type Command, parseCommand, USAGE, UsageError } from './command.ts';
import { inOrder } from './in-order.ts';
import { shippedModelVersion } from './node-engine.ts';
import { startProgress } from './progress.ts';
import { findRecordings } from './recordings.ts';
import { openResults } from './results.ts';

/** Recordings that may wait for a longer one before them, for each that is being analysed. */
const AHEAD_OF_EACH = 4;

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  if (command.help) console.log(USAGE);
  else await analyseAll(command);
}

/** Whether somebody sees the bar, and no result runs through it. */
function isWatched({ out }: Command): boolean {
  return process.stderr.isTTY && (out !== null || !process.stdout.isTTY);
}

async function analyseAll(command: Command): Promise<void> {
  const recordings = await findRecordings(command.named, command.list);
  const results = await openResults(command, await shippedModelVersion());
  const pool = new Tinypool({
    filename: new URL('./analyse-worker.ts', import.meta.url).href,
    runtime: 'child_process',
    execArgv: ['--import', import.meta.resolve('tsx')],
    minThreads: 0,
    maxThreads: Math.min(command.jobs, recordings.length),
  });
  const progress = isWatched(command) ? startProgress('analysing', recordings.length, 'recordings') : null;
  const work = async (file: string): Promise<Outcome | null> => {
    if (await results.has(file)) return null;
    return (await pool.run({ file, customer: command.customer } satisfies AnalysisJob)) as Outcome;
  };
  try {
    for await (const outcome of inOrder(recordings, work, AHEAD_OF_EACH * command.jobs)) {
      progress?.add(1);
      if (outcome === null) continue;
      if ('error' in outcome) process.exitCode = 1;
      await results.take(outcome);
    }
  } finally {
    progress?.stop();
    await pool.destroy();
  }
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
});
