// Before the browser tests: the extension as it ships, but with leave to reach this machine's own console.

import { execFileSync } from 'node:child_process';

export default function buildExtension(): void {
  execFileSync('npx', ['wxt', 'build', '--mode', 'loopback'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
