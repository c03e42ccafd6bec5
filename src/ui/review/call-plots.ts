// The four plots of a call, one above the other on one time axis: uPlot's options and data.

import UPlot from 'uplot';
import type { Gap, ScorePoint } from '../../analysis/call/record.ts';
import { clockOf } from '../format.ts';
import { emotionSeries, stackedData } from '../strip/emotion-plot.ts';
import type { ThemeSource } from '../strip/plot-frame.ts';
import type { Slot } from '../strip/strip-data.ts';
import { drawMiddle, VALENCE_RANGE, valenceData, valenceSeries, withAlpha } from '../strip/valence-plot.ts';
import type { Turn } from '../turning-point-words.ts';
import { halfSecondsOf } from './call-data.ts';
import { drawGapNames, drawGaps } from './gap-shading.ts';
import { LEVEL_SECONDS } from './recording-levels.ts';
import type { Voices } from './voices.ts';

/** What the plots of one call share. */
export interface CallPlotContext {
  readonly theme: ThemeSource;
  /** Length of the call, in seconds. */
  readonly seconds: number;
  /** The moment that is read out, in seconds; asked at every drawing. */
  readonly moment: () => number;
  readonly turns: readonly Turn[];
  readonly gaps: readonly Gap[];
  /** Takes each plot when it is made. */
  readonly onReady: (plot: UPlot) => void;
  /** Told the time under the pointer; null when it leaves. */
  readonly onHover: (time: number | null) => void;
  /** Told the time that was clicked. */
  readonly onPick: (time: number) => void;
  /** Told the part of the call that is shown after a zoom. */
  readonly onView: (from: number, to: number) => void;
}

/** Room for the figures of the vertical axis, in CSS pixels: the same beside all plots, so that times align. */
const AXIS_SIZE = 34;
const SCORE_TICKS = [1, 4, 7, 10];
const INTERVAL_ALPHA = 0.22;
const VOICE_ALPHA = 0.7;

export const plotEmotions = (slots: readonly Slot[]): UPlot.AlignedData =>
  stackedData(halfSecondsOf(slots), slots);
export const plotValence = (slots: readonly Slot[]): UPlot.AlignedData =>
  valenceData(halfSecondsOf(slots), slots);

/**
 * From the call's beginning to its end, in seconds, so that all plots show the same times. A line ends where a gap
 * begins.
 */
export function scoresOf(
  points: readonly ScorePoint[],
  gaps: readonly Gap[],
  seconds: number,
): UPlot.AlignedData {
  const breaks = [0, ...gaps.map(({ start, end }) => (start + end) / 2), seconds];
  const places = [
    ...points.map((point) => ({ time: point.time, point })),
    ...breaks.map((time) => ({ time, point: null })),
  ].sort((a, b) => a.time - b.time || (a.point ? -1 : 1));
  const line = (of: (point: ScorePoint) => number) => places.map(({ point }) => point && of(point));
  return [
    places.map(({ time }) => time),
    line(({ interval }) => interval[1]),
    line(({ interval }) => interval[0]),
    line(({ score }) => score),
  ];
}

/** The customer above the middle, the other side below it. */
export function voicesOf({ customer, other }: Voices, seconds: number): UPlot.AlignedData {
  const length = Math.round(seconds / LEVEL_SECONDS);
  const onGrid = (values: readonly (number | null)[], sign: number) =>
    Array.from({ length: length + 1 }, (_, i) => {
      const value = values[i] ?? null;
      return value && sign * value;
    });
  return [
    Array.from({ length: length + 1 }, (_, i) => i * LEVEL_SECONDS),
    onGrid(customer, 1),
    onGrid(other ?? [], -1),
  ];
}

export function emotionsOptions(context: CallPlotContext): UPlot.Options {
  const options = frame(context, [0, 1], null);
  return {
    ...options,
    series: emotionSeries(context.theme),
    hooks: {
      ...options.hooks,
      draw: [(plot) => drawGapNames(plot, context.gaps, context.theme()), ...(options.hooks?.draw ?? [])],
    },
  };
}

export function valenceOptions(context: CallPlotContext): UPlot.Options {
  const options = frame(context, VALENCE_RANGE, null);
  return {
    ...options,
    series: valenceSeries(context.theme),
    hooks: {
      ...options.hooks,
      drawAxes: [(plot) => drawMiddle(plot, context.theme().line), ...(options.hooks?.drawAxes ?? [])],
    },
  };
}

/** @param isMirrored whether there is another side below the middle */
export function voicesOptions(context: CallPlotContext, isMirrored: boolean): UPlot.Options {
  const { theme } = context;
  const options = frame(context, isMirrored ? [-1.05, 1.05] : [0, 1.05], null);
  const paths = UPlot.paths.stepped?.({ align: 1 });
  const area: UPlot.Series = { fillTo: 0, width: 0, points: { show: false }, ...(paths && { paths }) };
  return {
    ...options,
    series: [
      {},
      { ...area, fill: () => withAlpha(theme().accent, VOICE_ALPHA) },
      { ...area, fill: () => withAlpha(theme().textMuted, VOICE_ALPHA) },
    ],
    hooks: {
      ...options.hooks,
      drawAxes: [
        ...(options.hooks?.drawAxes ?? []),
        (plot) => {
          if (isMirrored) drawMiddle(plot, theme().line);
        },
      ],
    },
  };
}

export function scoreOptions(context: CallPlotContext): UPlot.Options {
  const { theme } = context;
  const unseen: UPlot.Series = { width: 0, points: { show: false } };
  return {
    ...frame(context, [0.8, 10.2], SCORE_TICKS),
    series: [{}, unseen, unseen, { stroke: () => theme().accent, width: 2, points: { show: false } }],
    bands: [{ series: [1, 2], fill: () => withAlpha(theme().accent, INTERVAL_ALPHA) }],
  };
}

/** @param ticks of the vertical axis; null for a plot above another, which needs no figures */
function frame(
  context: CallPlotContext,
  range: [number, number],
  ticks: number[] | null,
): Omit<UPlot.Options, 'series'> {
  const { theme, seconds, onReady, onHover, onPick, onView } = context;
  const axis: UPlot.Axis = {
    stroke: () => theme().textMuted,
    font: '12px system-ui',
    ticks: { show: false },
    grid: { stroke: () => theme().line, width: 1 },
  };
  return {
    // Real sizes come from the element that holds the plot.
    width: 1,
    height: 1,
    padding: [4, 18, 0, 0],
    legend: { show: false },
    cursor: { x: false, y: false, points: { show: false }, drag: { x: true, y: false, dist: 6 } },
    scales: { x: { time: false, min: 0, max: seconds }, y: { range } },
    axes: [
      {
        ...axis,
        size: ticks === null ? 4 : 22,
        space: 64,
        values: (_plot, splits) => splits.map((time) => (ticks === null ? '' : clockOf(time))),
        incrs: CLOCK_STEPS,
      },
      { ...axis, size: AXIS_SIZE, splits: () => ticks ?? [], values: (_plot, splits) => splits.map(String) },
    ],
    hooks: {
      ready: [onReady, (plot) => onClick(plot, onPick)],
      setCursor: [
        (plot) => {
          const { left = -1 } = plot.cursor;
          onHover(left < 0 ? null : plot.posToVal(left, 'x'));
        },
      ],
      setScale: [
        (plot, key) => {
          const { min, max } = plot.scales.x ?? {};
          if (key === 'x' && min != null && max != null) onView(min, max);
        },
      ],
      // Over the grid and under the data, which ends there.
      drawAxes: [(plot) => drawGaps(plot, context.gaps, theme())],
      draw: [(plot) => drawLines(plot, context)],
    },
  };
}

/** A press that moves is a zoom. */
const CLICK_PIXELS = 4;

function onClick(plot: UPlot, onPick: (time: number) => void): void {
  let pressedAt = 0;
  plot.over.addEventListener('pointerdown', ({ clientX }) => {
    pressedAt = clientX;
  });
  plot.over.addEventListener('click', ({ clientX, offsetX }) => {
    if (Math.abs(clientX - pressedAt) < CLICK_PIXELS) onPick(plot.posToVal(offsetX, 'x'));
  });
}

/** Steps of the time axis, in seconds: what a clock is divided into. */
const CLOCK_STEPS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Where the call turned, dashed, and the moment that is read out. */
function drawLines(plot: UPlot, { moment, turns, theme }: CallPlotContext): void {
  for (const { time, kind } of turns) {
    drawLine(plot, time, kind === 'worst' ? theme().negative : theme().positive, [5, 3]);
  }
  drawLine(plot, moment(), theme().text, []);
}

function drawLine({ ctx, bbox, valToPos }: UPlot, time: number, colour: string, dash: number[]): void {
  const x = Math.round(valToPos(time, 'x', true)) + 0.5;
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = (dash.length > 0 ? 2 : 1) * devicePixelRatio;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
