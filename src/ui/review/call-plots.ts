// The three plots of a call, one above the other on one time axis: uPlot's options and data.

import type uPlot from 'uplot';
import type { ScorePoint } from '../../call/record.ts';
import { clockOf } from '../format.ts';
import { emotionSeries, stackedData } from '../strip/emotion-plot.ts';
import type { ThemeSource } from '../strip/plot-frame.ts';
import type { Slot } from '../strip/strip-data.ts';
import { drawMiddle, VALENCE_RANGE, valenceData, valenceSeries, withAlpha } from '../strip/valence-plot.ts';
import type { Turn } from '../turns.ts';
import { halfSecondsOf } from './call-data.ts';

/** What the plots of one call share. */
export interface CallPlotContext {
  readonly theme: ThemeSource;
  /** Length of the call, in seconds. */
  readonly seconds: number;
  /** The moment that is read out, in seconds; asked at every drawing. */
  readonly moment: () => number;
  readonly turns: readonly Turn[];
  /** Takes each plot when it is made. */
  readonly onReady: (plot: uPlot) => void;
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

export const emotionsOf = (slots: readonly Slot[]): uPlot.AlignedData =>
  stackedData(halfSecondsOf(slots), slots);
export const valenceOf = (slots: readonly Slot[]): uPlot.AlignedData =>
  valenceData(halfSecondsOf(slots), slots);

/** From the call's beginning to its end, in seconds, so that all plots show the same times. */
export function scoresOf(points: readonly ScorePoint[], seconds: number): uPlot.AlignedData {
  const line = (of: (point: ScorePoint) => number) => [null, ...points.map(of), null];
  return [
    [0, ...points.map(({ time }) => time), seconds],
    line(({ interval }) => interval[1]),
    line(({ interval }) => interval[0]),
    line(({ score }) => score),
  ];
}

export function emotionsOptions(context: CallPlotContext): uPlot.Options {
  return { ...frame(context, [0, 1], null), series: emotionSeries(context.theme) };
}

export function valenceOptions(context: CallPlotContext): uPlot.Options {
  const options = frame(context, VALENCE_RANGE, null);
  return {
    ...options,
    series: valenceSeries(context.theme),
    hooks: { ...options.hooks, drawAxes: [(plot) => drawMiddle(plot, context.theme().line)] },
  };
}

export function scoreOptions(context: CallPlotContext): uPlot.Options {
  const { theme } = context;
  const unseen: uPlot.Series = { width: 0, points: { show: false } };
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
): Omit<uPlot.Options, 'series'> {
  const { theme, seconds, onReady, onHover, onPick, onView } = context;
  const axis: uPlot.Axis = {
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
      draw: [(plot) => drawLines(plot, context)],
    },
  };
}

/** A press that moves is a zoom. */
const CLICK_PIXELS = 4;

function onClick(plot: uPlot, onPick: (time: number) => void): void {
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
function drawLines(plot: uPlot, { moment, turns, theme }: CallPlotContext): void {
  for (const { time, kind } of turns) {
    drawLine(plot, time, kind === 'worst' ? theme().negative : theme().positive, [5, 3]);
  }
  drawLine(plot, moment(), theme().text, []);
}

function drawLine({ ctx, bbox, valToPos }: uPlot, time: number, colour: string, dash: number[]): void {
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
