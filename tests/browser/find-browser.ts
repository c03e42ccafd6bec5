// Finds a Chromium-family browser on this machine, or installs Debian's where that is allowed.

import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The first version whose runtime ports carry ArrayBuffers, which the extension's manifest asks for. */
const MINIMUM_MAJOR = 148;

export interface Browser {
  /** Absolute path of the executable. */
  readonly executable: string;
  /** As the browser gives it, for example "156.0.8078.79". */
  readonly version: string;
}

/**
 * The browser that demo and tests run in: the one named by CHROMIUM_PATH or CHROME_PATH, else an installed
 * Chromium, Chrome or Edge, else Debian's chromium, installed on the spot when this process is root and has apt.
 * @throws Error saying what to install, or which version was found where a newer one is needed.
 */
export function findBrowser(): Browser {
  for (const variable of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    const named = process.env[variable];
    if (!named) continue;
    if (!isExecutable(named)) throw new Error(`${variable} is "${named}", which is not an executable file.`);
    return requireRecent({ executable: named, version: versionOf(named) });
  }

  const installed = usualPlaces(process.platform)
    .filter(isExecutable)
    .map((executable) => ({ executable, version: versionOf(executable) }));
  const recent = installed.find((browser) => majorOf(browser.version) >= MINIMUM_MAJOR);
  if (recent) return recent;
  if (!mayInstall()) {
    const [old] = installed;
    if (old) return requireRecent(old);
    throw new Error(
      `No browser was found. Install Chromium ${MINIMUM_MAJOR} or later (on Debian and Ubuntu: sudo apt-get install chromium), ` +
        'or set CHROMIUM_PATH to the executable of Chromium, Chrome or Edge.',
    );
  }
  installDebianChromium();
  return requireRecent({ executable: '/usr/bin/chromium', version: versionOf('/usr/bin/chromium') });
}

function usualPlaces(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') {
    return ['/Applications', path.join(os.homedir(), 'Applications')].flatMap((folder) => [
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${folder}/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
    ]);
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    return ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].flatMap((product) =>
      roots.map((root) =>
        path.join(root, product, 'Application', product.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe'),
      ),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  const folders = [
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    '/opt/google/chrome/chrome',
  ];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return path.isAbsolute(file);
  } catch {
    return false;
  }
}

function versionOf(executable: string): string {
  const pattern = /\d+\.\d+\.\d+\.\d+/;
  if (process.platform === 'win32') {
    // chrome.exe --version opens a window there; the folder beside it is named after the version.
    return readdirSync(path.dirname(executable)).find((name) => pattern.test(name)) ?? 'unknown';
  }
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return pattern.exec(stdout ?? '')?.[0] ?? 'unknown';
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10) || 0;
}

function requireRecent(browser: Browser): Browser {
  if (majorOf(browser.version) >= MINIMUM_MAJOR) return browser;
  throw new Error(
    `The browser at ${browser.executable} is version ${browser.version}; Evenkeel needs ${MINIMUM_MAJOR} or later. ` +
      'Update it, or set CHROMIUM_PATH to a newer one.',
  );
}

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

function installDebianChromium(): void {
  process.stderr.write(
    "No recent browser found: installing Debian's chromium with apt-get (about half a minute).\n",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'pipe' });
    const packages = ['chromium', 'fonts-liberation'];
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      stdio: 'pipe',
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(
      `apt-get could not install chromium; install Chromium ${MINIMUM_MAJOR} or later by hand. It said: ${said}`,
    );
  }
}
