// What a call costs: processor share and memory of the extension's process while a customer talks.

import { execFileSync } from 'node:child_process';
import type { ExtensionBrowser } from '../browser/launch.ts';
import { browserSession } from '../browser/targets.ts';
import { startConsole } from '../console/console.ts';
import { CallPanel } from '../e2e/panel.ts';

const MEASURED_SECONDS = 20;

export interface CallBench {
  /** Share of one core, 0 to 1. */
  readonly cpuShare: number;
  readonly memoryMb: number;
}

/** The renderer that all of the extension's documents and workers share. */
function extensionProcess(pids: readonly number[]): { pid: number; residentMb: number } {
  const table = execFileSync('ps', ['-ww', '-o', 'pid=,rss=,args=', '-p', pids.join(',')], {
    encoding: 'utf8',
  });
  for (const line of table.split('\n')) {
    const [, pid, kilobytes, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (args?.includes('--extension-process'))
      return { pid: Number(pid), residentMb: Number(kilobytes) / 1024 };
  }
  throw new Error('No process of the extension found among those of the browser.');
}

/** Plays `recording` (WAV) as the customer and measures while it talks. */
export async function benchCall(browser: ExtensionBrowser, recording: Uint8Array): Promise<CallBench> {
  const session = await browserSession(browser.context);
  const processes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  const console_ = await startConsole();
  try {
    const desk = await console_.openDesk(browser.context);
    const { page, panel } = await CallPanel.open(browser);
    const call = await desk.placeCall();
    await call.answer();
    await panel.confirmConsent();
    await call.customerSays(recording);
    await page.waitForTimeout(5000);

    const measure = async () => {
      const all = await processes();
      const { pid, residentMb } = extensionProcess(all.map(({ id }) => id));
      return {
        residentMb,
        cpuSeconds: all.find(({ id }) => id === pid)?.cpuTime ?? 0,
        at: performance.now(),
      };
    };
    const before = await measure();
    await page.waitForTimeout(MEASURED_SECONDS * 1000);
    const after = await measure();
    await call.hangUp();
    return {
      cpuShare: (after.cpuSeconds - before.cpuSeconds) / ((after.at - before.at) / 1000),
      memoryMb: after.residentMb,
    };
  } finally {
    await console_.close();
  }
}
