// The last two minutes of a call: six stacked probabilities, the band of positive and negative, and both in words.

import './strip.css';
import { useMemo, useRef } from 'preact/hooks';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { TurningPoints } from '../../analysis/score/turning-points.ts';
import { EmotionLegend } from './emotion-legend.tsx';
import { emotionPlotData, emotionPlotOptions, runsOf } from './emotion-plot.ts';
import { Plot } from './plot.tsx';
import { StripMarkLines } from './strip-mark-lines.tsx';
import { marksInView } from './strip-marks.ts';
import { StripSentence } from './strip-sentence.tsx';
import { StripTable } from './strip-table.tsx';
import { readStripTheme } from './strip-theme.ts';
import { valencePlotData, valencePlotOptions } from './valence-plot.ts';

export interface StripProps {
  /** The last two minutes, oldest first. */
  readonly windows: readonly AnalysedWindow[];
  readonly turningPoints: TurningPoints;
  /** The call is over: the strip ends with it, not now. */
  readonly ended: boolean;
}

export function Strip({ windows, turningPoints, ended }: StripProps) {
  const theme = useRef(readStripTheme());
  const marks = useMemo(() => marksInView(turningPoints, windows, ended), [turningPoints, windows, ended]);
  const shown = useRef({ windows, marks });
  shown.current = { windows, marks };
  const emotions = useMemo(() => emotionPlotData(windows), [windows]);
  const valence = useMemo(() => valencePlotData(windows), [windows]);
  const readTheme = () => {
    theme.current = readStripTheme();
  };

  return (
    <section class="section strip" data-testid="strip" aria-labelledby="strip-heading">
      <h2 class="heading" id="strip-heading">
        {ended ? 'The last two minutes of the call' : 'The last two minutes'}
      </h2>
      <StripSentence windows={windows} marks={marks} />
      <div class="strip-plots">
        <Plot
          class="strip-emotions"
          options={() =>
            emotionPlotOptions(
              () => theme.current,
              () => runsOf(shown.current.windows, shown.current.marks),
            )
          }
          data={emotions}
          onTheme={readTheme}
        />
        <div class="strip-valence">
          <Plot
            class="strip-valence-plot"
            options={() => valencePlotOptions(() => theme.current)}
            data={valence}
            onTheme={readTheme}
          />
          <span class="strip-side strip-side-positive">Positive</span>
          <span class="strip-side strip-side-negative">Negative</span>
        </div>
        <StripMarkLines marks={marks} />
      </div>
      <p class="axis" aria-hidden="true">
        <span>2 min ago</span>
        <span>1 min</span>
        <span>{ended ? 'End' : 'Now'}</span>
      </p>
      <EmotionLegend />
      <StripTable windows={windows} marks={marks} />
    </section>
  );
}
