// A browser under an administrator's policy, without touching this machine's: Chromium reads policies from one folder of
// the system only, so it is started where another folder lies in that place (a mount namespace of Linux).

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extensionIdOf } from './extension-id.ts';
import { findBrowser } from './find-browser.ts';
import { LOCAL_BUILD } from './launch.ts';

/** Where Debian's chromium is configured. */
const CONFIGURATION = '/etc/chromium';

export interface ManagedBrowser {
  /** Executable that starts the browser under the policy: what CHROMIUM_PATH takes. */
  readonly executable: string;
  remove(): void;
}

/** A namespace of one's own needs root, or a system that lets everybody have one. */
const UNSHARE = process.getuid?.() === 0 ? 'unshare --mount' : 'unshare --map-root-user --mount';

/** Why there can be no such browser here, in a sentence; null where there can. */
export function whyNoManagedBrowser(): string | null {
  if (process.platform !== 'linux') return 'Only Linux lets a test put a policy in place.';
  if (!/\/chromium$/.test(findBrowser().executable))
    return 'Only Debian’s chromium is known to read its policies there.';
  const { status } = spawnSync('sh', ['-c', `${UNSHARE} mount --bind / /`], { stdio: 'ignore' });
  return status === 0 ? null : 'This system lets a test have no mount namespace.';
}

/** @param policy for the extension, as an administrator would write it */
export function browserUnderPolicy(policy: object): ManagedBrowser {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'evenkeel-policy-'));
  const configuration = path.join(folder, 'chromium');
  cpSync(CONFIGURATION, configuration, { recursive: true });
  const managed = path.join(configuration, 'policies', 'managed');
  mkdirSync(managed, { recursive: true });
  writeFileSync(
    path.join(managed, 'evenkeel.json'),
    JSON.stringify({ '3rdparty': { extensions: { [extensionId()]: policy } } }),
  );
  const executable = path.join(folder, 'managed-chromium');
  const start = `mount --bind '${configuration}' ${CONFIGURATION} && exec '${findBrowser().executable}' --no-sandbox "$@"`;
  writeFileSync(
    executable,
    `#!/bin/sh\nexec ${UNSHARE} sh -c '${start.replaceAll("'", `'\\''`)}' chromium "$@"\n`,
  );
  chmodSync(executable, 0o755);
  return { executable, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Of the build under test. */
export function extensionId(): string {
  return extensionIdOf(JSON.parse(readFileSync(path.join(LOCAL_BUILD, 'manifest.json'), 'utf8')).key);
}
