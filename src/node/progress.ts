// Shows progress: a bar with rate and estimate on a terminal, a line once a minute elsewhere.

import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  add(count: number): void;
  stop(): void;
}

/** Least time between two lines where there is no terminal. */
const LINE_EVERY_MS = 60_000;

/**
 * Shows how far a count has come.
 * @param what names the work, such as "features clean-centred"
 * @param unit names what is counted, in the plural
 */
export function startProgress(what: string, total: number, unit: string): Progress {
  if (!process.stderr.isTTY || process.env.CI) return lineProgress(what, total, unit);
  const startedMs = performance.now();
  const bar = new SingleBar(
    { format: `${what} {bar} {value}/{total} ${unit}, {rate}/s, {eta_formatted} left`, etaBuffer: 50 },
    Presets.shades_classic,
  );
  let done = 0;
  bar.start(total, 0, { rate: '–' });
  return {
    add(count) {
      done += count;
      bar.increment(count, { rate: ((done / (performance.now() - startedMs)) * 1000).toFixed(1) });
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(what: string, total: number, unit: string): Progress {
  const startedMs = performance.now();
  let lastMs = startedMs;
  let done = 0;
  const line = (nowMs: number) => {
    const seconds = Math.max((nowMs - startedMs) / 1000, 1e-3);
    const rate = done / seconds;
    const left = done === 0 ? '?' : Math.round((total - done) / rate);
    console.error(`${what}: ${done}/${total} ${unit}, ${rate.toFixed(1)}/s, about ${left} s left`);
  };
  return {
    add(count) {
      done += count;
      if (performance.now() - lastMs < LINE_EVERY_MS) return;
      lastMs = performance.now();
      line(lastMs);
    },
    stop: () => line(performance.now()),
  };
}
