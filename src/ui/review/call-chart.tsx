// A call from its beginning to its end: emotions, positive and negative, who spoke, and the score, on one time axis. The
// moment that is read out follows pointer, keys and playback.

import { useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { ScorePoint } from '../../call/record.ts';
import { HOP_SECONDS } from '../../call/timing.ts';
import { CourseKey } from '../course-key.tsx';
import { EmotionLegend } from '../emotion-legend.tsx';
import { clockOf } from '../format.ts';
import { Plot } from '../strip/plot.tsx';
import type { Slot } from '../strip/strip-data.ts';
import { readStripTheme } from '../strip/strip-theme.ts';
import type { Turn } from '../turns.ts';
import { type CallBackground, momentAt, momentInWords } from './call-data.ts';
import {
  type CallPlotContext,
  emotionsOf,
  emotionsOptions,
  scoreOptions,
  scoresOf,
  valenceOf,
  valenceOptions,
  voicesOf,
  voicesOptions,
} from './call-plots.ts';
import { GapKey } from './gap-key.tsx';
import { voicesName } from './voices.ts';

export interface CallChartProps extends CallBackground {
  readonly slots: readonly Slot[];
  readonly scoreOverTime: readonly ScorePoint[];
  readonly turns: readonly Turn[];
  /** Length of the call, in seconds. */
  readonly seconds: number;
  /** In seconds from the call's first sample. */
  readonly moment: number;
  readonly onMoment: (time: number) => void;
}

/** How much of what is shown a press of a zoom button leaves. */
const ZOOM = 0.5;
const LEAST_SECONDS_SHOWN = 10;

export function CallChart(props: CallChartProps) {
  const { slots, scoreOverTime, turns, gaps, voices, seconds, moment, onMoment } = props;
  // The grid's last second is a whole one.
  const end = slots.length * HOP_SECONDS;
  const theme = useRef(readStripTheme());
  const plots = useRef<uPlot[]>([]);
  const shown = useRef(moment);
  const [hovered, setHovered] = useState<number | null>(null);
  // The plots are made once, and must call what is current.
  const pick = useRef(onMoment);
  pick.current = onMoment;
  const [view, setView] = useState<readonly [number, number]>([0, end]);
  if (shown.current !== moment) {
    shown.current = moment;
    for (const plot of plots.current) plot.redraw(false);
  }
  const show = (min: number, max: number) => {
    setView([min, max]);
    for (const plot of plots.current) {
      const { x } = plot.scales;
      if (x?.min !== min || x?.max !== max) plot.setScale('x', { min, max });
    }
  };
  const zoom = (factor: number) => {
    const length = Math.min(end, Math.max(LEAST_SECONDS_SHOWN, (view[1] - view[0]) * factor));
    const from = Math.min(end - length, Math.max(0, moment - length / 2));
    show(from, from + length);
  };
  const context: CallPlotContext = {
    theme: () => theme.current,
    seconds: end,
    turns,
    gaps,
    moment: () => shown.current,
    onReady: (plot) => plots.current.push(plot),
    onHover: setHovered,
    onPick: (time) => pick.current(time),
    onView: show,
  };
  const emotions = useMemo(() => emotionsOf(slots), [slots]);
  const valence = useMemo(() => valenceOf(slots), [slots]);
  const voiceLines = useMemo(() => voicesOf(voices, end), [voices, end]);
  const scores = useMemo(() => scoresOf(scoreOverTime, gaps, end), [scoreOverTime, gaps, end]);
  const wordsAt = (time: number) => momentInWords(momentAt(time, slots, scoreOverTime, { gaps, voices }));
  const readTheme = () => {
    theme.current = readStripTheme();
  };
  const isWhole = view[0] <= 0 && view[1] >= end;

  return (
    <section class="chart" aria-labelledby="chart-heading">
      <div class="chart-top">
        <h3 class="heading" id="chart-heading">
          How the customer sounded, who spoke, and the score
        </h3>
        <div class="chart-zoom">
          <button type="button" class="button quiet" onClick={() => zoom(ZOOM)} data-testid="zoom-in">
            Zoom in
          </button>
          <button type="button" class="button quiet" onClick={() => zoom(1 / ZOOM)} disabled={isWhole}>
            Zoom out
          </button>
        </div>
      </div>
      <Plot
        class="chart-emotions"
        options={() => emotionsOptions(context)}
        data={emotions}
        onTheme={readTheme}
      />
      <Plot
        class="chart-valence"
        options={() => valenceOptions(context)}
        data={valence}
        onTheme={readTheme}
      />
      <div>
        <p class="chart-side" aria-hidden="true">
          {voicesName(voices)}
        </p>
        <Plot
          class="chart-voices-plot"
          options={() => voicesOptions(context, voices.other !== null)}
          data={voiceLines}
          onTheme={readTheme}
        />
        {voices.other && (
          <p class="chart-side" aria-hidden="true">
            Other side
          </p>
        )}
      </div>
      <Plot class="chart-score" options={() => scoreOptions(context)} data={scores} onTheme={readTheme} />
      <label class="chart-moment">
        <span class="visually-hidden">Moment of the call</span>
        <input
          type="range"
          min={0}
          max={Math.floor(seconds)}
          step={1}
          value={Math.round(moment)}
          aria-valuetext={wordsAt(moment)}
          data-testid="moment"
          onInput={(event) => onMoment(event.currentTarget.valueAsNumber)}
        />
      </label>
      <p class="chart-readout" data-testid="readout" aria-hidden="true">
        {wordsAt(hovered ?? moment)}
        {!isWhole && (
          <span class="muted">
            {' '}
            · shown: {clockOf(view[0])} to {clockOf(view[1])}
          </span>
        )}
      </p>
      <CourseKey turns={turns} />
      <GapKey gaps={gaps} />
      <EmotionLegend />
    </section>
  );
}
