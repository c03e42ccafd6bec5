// Installs what only training needs, when it is missing or older than its lockfile. Plain Node, so that it runs
// before anything is installed: node training/install.mjs

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// npm writes this file last.
const installed = here('./node_modules/.package-lock.json');
const lockfile = here('./package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lockfile).mtimeMs) {
  console.error('Installing the training packages (about 850 MB) in training/node_modules.');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here('.'),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
