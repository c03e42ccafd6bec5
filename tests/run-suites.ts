// npm test: the checks and every test suite. Calls are played in real time and leave most of the processor idle, so what
// only computes runs beside them, and gives way to them.

import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { buildIfStale } from './support/build.ts';

const isWindows = process.platform === 'win32';

/** Whether it ended well. */
function endOf(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

function run(script: string): Promise<boolean> {
  return endOf(spawn('npm', ['run', script], { stdio: 'inherit', shell: isWindows }));
}

/** Runs scripts one after the other with what the rest leaves of the processor; prints what they say when they end. */
async function runBehind(scripts: readonly string[]): Promise<boolean> {
  let allPassed = true;
  for (const script of scripts) {
    // In a session of its own: Linux shares the processor out among sessions first, and then within them.
    const child = spawn('npm', ['run', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      shell: isWindows,
    });
    giveWay(child.pid);
    const stop = () => child.pid !== undefined && process.kill(isWindows ? child.pid : -child.pid);
    process.once('exit', stop);
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => printed.push(text));
    const passed = await endOf(child);
    process.off('exit', stop);
    process.stdout.write(Buffer.concat(printed));
    allPassed &&= passed;
  }
  return allPassed;
}

/** The lowest priority, where the system has one and lets us. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  const lowest = os.constants.priority.PRIORITY_LOW;
  try {
    os.setPriority(pid, lowest);
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(lowest));
  } catch {
    // It is then only slower.
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

buildIfStale();
const inBrowser = async () => {
  const calls = await run('test:calls');
  return (await run('test:pages')) && calls;
};
const passed = await Promise.all([inBrowser(), runBehind(['check', 'test:training', 'test:unit'])]);
process.exitCode = passed.every(Boolean) ? 0 : 1;
