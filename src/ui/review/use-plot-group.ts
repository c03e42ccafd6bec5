// Plots on one time axis: they show the same moment and the same stretch of the call, in the colours of the theme.

import { useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { readStripTheme } from '../strip/strip-theme.ts';
import type { CallPlotContext } from './call-plots.ts';

export interface PlotGroup {
  /** What plots are made with, so that they belong to the group. */
  readonly context: Pick<CallPlotContext, 'theme' | 'moment' | 'onReady'>;
  /** Shows a stretch in all of them, in seconds. */
  readonly show: (min: number, max: number) => void;
  /** To be called when the theme has changed: reads its colours anew. */
  readonly readTheme: () => void;
}

/** @param moment that all of them mark, in seconds from the call's first sample */
export function usePlotGroup(moment: number): PlotGroup {
  const theme = useRef(readStripTheme());
  const plots = useRef<uPlot[]>([]);
  const shown = useRef(moment);
  if (shown.current !== moment) {
    shown.current = moment;
    for (const plot of plots.current) plot.redraw(false);
  }
  return {
    context: {
      theme: () => theme.current,
      moment: () => shown.current,
      onReady: (plot) => plots.current.push(plot),
    },
    show: (min, max) => {
      for (const plot of plots.current) {
        const { x } = plot.scales;
        if (x?.min !== min || x?.max !== max) plot.setScale('x', { min, max });
      }
    },
    readTheme: () => {
      theme.current = readStripTheme();
    },
  };
}
