// A call from its beginning to its end: emotions, positive and negative, who spoke, and the score, on one time axis. The
// moment that is read out follows pointer, keys and playback.

import './call-chart.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScorePoint } from '../../analysis/call/record.ts';
import { HOP_SECONDS } from '../../analysis/call/timing.ts';
import { CourseKey } from '../course-key.tsx';
import { clockOf } from '../format.ts';
import { EmotionLegend } from '../strip/emotion-legend.tsx';
import { Plot } from '../strip/plot.tsx';
import type { Slot } from '../strip/strip-data.ts';
import type { Turn } from '../turning-point-words.ts';
import { type CallBackground, momentAt, momentWords } from './call-data.ts';
import {
  type CallPlotContext,
  emotionsOptions,
  plotEmotions,
  plotValence,
  scoreOptions,
  scoresOf,
  valenceOptions,
  voicesOf,
  voicesOptions,
} from './call-plots.ts';
import { GapKey } from './gap-key.tsx';
import { MomentSlider } from './moment-slider.tsx';
import { usePlotGroup } from './use-plot-group.ts';
import { voicesName } from './voices.ts';
import { followMoment, panRange, type ZoomRange, zoomRange } from './zoom-range.ts';

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

/** Share of the range that is left after a press of a zoom button. */
const ZOOM = 0.5;
/** Share of the range by which a press of a button for earlier or later moves it. */
const PAN = 0.5;

export function CallChart(props: CallChartProps) {
  const { slots, scoreOverTime, turns, gaps, voices, seconds, moment, onMoment } = props;
  // The grid's last second is a whole one.
  const end = slots.length * HOP_SECONDS;
  const group = usePlotGroup(moment);
  const [hovered, setHovered] = useState<number | null>(null);
  // The plots are made once, so they call the current functions through a reference.
  const pick = useRef(onMoment);
  pick.current = onMoment;
  const [view, setView] = useState<ZoomRange>([0, end]);
  const show = ([min, max]: ZoomRange) => {
    setView([min, max]);
    group.show(min, max);
  };
  const isWhole = view[0] <= 0 && view[1] >= end;
  const pan = (share: number) => show(panRange(view, share, end));
  useEffect(() => {
    // The range follows playback and keys.
    const next = followMoment(view, moment, end);
    if (next !== view) show(next);
  }, [moment]);
  const context: CallPlotContext = {
    ...group.context,
    seconds: end,
    turns,
    gaps,
    onHover: setHovered,
    onPick: (time) => pick.current(time),
    onView: (min, max) => show([min, max]),
  };
  const emotions = useMemo(() => plotEmotions(slots), [slots]);
  const valence = useMemo(() => plotValence(slots), [slots]);
  const voiceLines = useMemo(() => voicesOf(voices, end), [voices, end]);
  const scores = useMemo(() => scoresOf(scoreOverTime, gaps, end), [scoreOverTime, gaps, end]);
  const wordsAt = (time: number) => momentWords(momentAt(time, slots, scoreOverTime, { gaps, voices }));

  return (
    <section
      class="chart"
      aria-labelledby="chart-heading"
      onWheel={(event) => {
        const by = event.shiftKey ? event.deltaY : event.deltaX;
        if (isWhole || by === 0) return;
        event.preventDefault();
        pan(by / event.currentTarget.clientWidth);
      }}
    >
      <div class="chart-top">
        <h3 class="heading" id="chart-heading">
          How the customer sounded, who spoke, and the score
        </h3>
        <div class="chart-zoom">
          <button
            type="button"
            class="button quiet"
            disabled={view[0] <= 0}
            onClick={() => pan(-PAN)}
            data-testid="pan-earlier"
          >
            Earlier
          </button>
          <button
            type="button"
            class="button quiet"
            disabled={view[1] >= end}
            onClick={() => pan(PAN)}
            data-testid="pan-later"
          >
            Later
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => show(zoomRange(view, ZOOM, moment, end))}
            data-testid="zoom-in"
          >
            Zoom in
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => show(zoomRange(view, 1 / ZOOM, moment, end))}
            disabled={isWhole}
          >
            Zoom out
          </button>
        </div>
      </div>
      <Plot
        class="chart-emotions"
        options={() => emotionsOptions(context)}
        data={emotions}
        onTheme={group.readTheme}
      />
      <Plot
        class="chart-valence"
        options={() => valenceOptions(context)}
        data={valence}
        onTheme={group.readTheme}
      />
      <div>
        <p class="chart-side" aria-hidden="true">
          {voicesName(voices)}
        </p>
        <Plot
          class="chart-voices-plot"
          options={() => voicesOptions(context, voices.other !== null)}
          data={voiceLines}
          onTheme={group.readTheme}
        />
        {voices.other && (
          <p class="chart-side" aria-hidden="true">
            Other side
          </p>
        )}
      </div>
      <Plot
        class="chart-score"
        options={() => scoreOptions(context)}
        data={scores}
        onTheme={group.readTheme}
      />
      <MomentSlider
        label="Moment of the call"
        moment={moment}
        last={seconds}
        words={wordsAt(moment)}
        testId="moment"
        onMoment={onMoment}
      />
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
