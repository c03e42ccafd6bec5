// A uPlot in a Preact tree: as large as its element, redrawn with new data and with a new theme.

import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import { onThemeChange } from './strip-theme.ts';

export interface PlotProps {
  readonly class: string;
  /** Read once, when the plot is made. */
  readonly options: () => UPlot.Options;
  readonly data: UPlot.AlignedData;
  readonly onTheme: () => void;
}

export function Plot({ class: className, options, data, onTheme }: PlotProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(data);
  latest.current = data;

  // The plot is made once; data and size follow by themselves.
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const made = new UPlot(options(), latest.current, element);
    plot.current = made;
    const resized = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) made.setSize({ width, height });
    });
    resized.observe(element);
    const forget = onThemeChange(() => {
      onTheme();
      made.redraw(false);
    });
    return () => {
      forget();
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => plot.current?.setData(data), [data]);

  return <div ref={holder} class={className} aria-hidden="true" />;
}
