// Builds the extension for the local console, when its sources are newer than the last build.

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOCAL_BUILD } from '../browser/launch.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['src', 'entrypoints', 'assets', 'models', 'wxt.config.ts', 'package-lock.json'];

/**
 * Makes sure that `LOCAL_BUILD` holds the extension as the sources are now.
 * @throws Error with what the build said, when it fails
 */
export function buildIfStale(): void {
  const built = statSync(path.join(LOCAL_BUILD, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every((name) => newestIn(path.join(ROOT, name)) < built)) return;
  process.stdout.write('Building the extension…\n');
  const { status, stdout, stderr } = spawnSync('npx', ['wxt', 'build', '--mode', 'loopback'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The extension did not build:\n${stdout}${stderr}`);
}

/** Modification time in milliseconds of the newest file in there; 0 where there is none. */
function newestIn(place: string): number {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(place).reduce((newest, name) => Math.max(newest, newestIn(path.join(place, name))), 0);
}
