// What both plots of the strip share: the fixed two minutes, no cursor, no legend, lines every half minute.

import type uPlot from 'uplot';
import { STRIP_SECONDS } from './strip-data.ts';
import type { StripTheme } from './strip-theme.ts';

const GRID_SECONDS = 30;

/** The theme is asked at every drawing, so that a new one needs only a redraw. */
export type ThemeSource = () => StripTheme;

export function plotFrame(theme: ThemeSource, range: [number, number]) {
  const gridLines = Array.from(
    { length: STRIP_SECONDS / GRID_SECONDS - 1 },
    (_, i) => (i + 1) * GRID_SECONDS,
  );
  return {
    // Real sizes come from the element that holds the plot.
    width: 1,
    height: 1,
    padding: [0, 0, 0, 0] as uPlot.Padding,
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: [-STRIP_SECONDS, 0] as [number, number] },
      y: { range },
    },
    axes: [
      {
        size: 0,
        splits: () => gridLines.map((seconds) => seconds - STRIP_SECONDS),
        values: () => [],
        ticks: { show: false },
        grid: { stroke: () => theme().line, width: 1 },
      },
      { show: false },
    ] satisfies uPlot.Axis[],
  };
}
