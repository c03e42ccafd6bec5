// The command line: runs one of its commands and sets the exit status.

import { UsageError } from './shared/usage-error.ts';

const USAGE = `Usage: evenkeel COMMAND [options]
  analyse   scores recordings
  enqueue   puts recordings on a queue, for workers on any number of machines
  worker    scores recordings from a queue
  queue     says how far a queue is, and which recordings were set aside
  collect   prints the results in folders as lines of JSON, or as rows for a database
"evenkeel COMMAND --help" says more.`;

type Command = (argv: readonly string[]) => Promise<number>;

/** Each command gives the exit status, and is loaded only when asked for: most need no queue. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  analyse: async () => (await import('./analyse/analyse.ts')).analyse,
  enqueue: async () => (await import('./archive/enqueue.ts')).enqueue,
  worker: async () => (await import('./archive/work.ts')).work,
  queue: async () => (await import('./archive/show-queue.ts')).showQueue,
  collect: async () => (await import('./archive/collect.ts')).collect,
};

async function main([name = '--help', ...argv]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    console.log(USAGE);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw new UsageError(`There is no command "${name}".\n\n${USAGE}`);
  const command = await load();
  return command(argv);
}

/** Whether the user mistyped the command line. */
function isUsage(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof UsageError || (code?.startsWith('ERR_PARSE_ARGS') ?? false);
}

// A reader such as `head` closes the pipe when it has seen enough.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = isUsage(error) ? 2 : 1;
  },
);
