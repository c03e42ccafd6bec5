// The last two minutes of a call: six stacked probabilities, the band of positive and negative, and both in words.

import { useMemo, useRef } from 'preact/hooks';
import type { AnalysedWindow } from '../../call/record.ts';
import { MoodGlyph } from '../glyphs.tsx';
import { EMOTION_WORDS } from '../words.ts';
import { emotionPlotData, emotionPlotOptions, runsOf } from './emotion-plot.ts';
import { Plot } from './plot.tsx';
import { STACK_ORDER } from './strip-data.ts';
import { StripSentence } from './strip-sentence.tsx';
import { StripTable } from './strip-table.tsx';
import { readStripTheme } from './strip-theme.ts';
import { valencePlotData, valencePlotOptions } from './valence-plot.ts';

export interface StripProps {
  /** The last two minutes, oldest first. */
  readonly windows: readonly AnalysedWindow[];
  /** The call is over: the strip ends with it, not now. */
  readonly ended: boolean;
}

export function Strip({ windows, ended }: StripProps) {
  const theme = useRef(readStripTheme());
  const shown = useRef(windows);
  shown.current = windows;
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
      <StripSentence windows={windows} />
      <Plot
        class="strip-emotions"
        options={() =>
          emotionPlotOptions(
            () => theme.current,
            () => runsOf(shown.current),
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
      <p class="axis" aria-hidden="true">
        <span>2 min ago</span>
        <span>1 min</span>
        <span>{ended ? 'End' : 'Now'}</span>
      </p>
      <ul class="legend">
        {STACK_ORDER.map((emotion) => (
          <li key={emotion} class="legend-entry" data-emotion={emotion}>
            <MoodGlyph mood={emotion} />
            {EMOTION_WORDS[emotion]}
          </li>
        ))}
      </ul>
      <StripTable windows={windows} />
    </section>
  );
}
