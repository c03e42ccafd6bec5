// The six probabilities, stacked: uPlot's options and data.

import type uPlot from 'uplot';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { Emotion } from '../../analysis/emotion/emotions.ts';
import { EMOTION_PATHS } from '../glyphs.tsx';
import { dominantRuns, type Run } from './dominant-runs.ts';
import { plotFrame, type ThemeSource } from './plot-frame.ts';
import { HALF_SECONDS, type Slot, STACK_ORDER, STRIP_SECONDS, slotsOf, stackLines } from './strip-data.ts';
import type { StripMark } from './strip-marks.ts';

/** Side of a glyph in the strip, in CSS pixels, and of the box its path is drawn in. */
const GLYPH_SIZE = 12;
const GLYPH_BOX = 16;

/** The highest line is drawn first and the lower ones over it. */
const DRAWN = STACK_ORDER.toReversed();

export function emotionPlotData(windows: readonly AnalysedWindow[]): uPlot.AlignedData {
  return stackedData(HALF_SECONDS, slotsOf(windows));
}

/** @param times of the half-second grid of the slots, in seconds */
export function stackedData(times: readonly number[], slots: readonly Slot[]): uPlot.AlignedData {
  return [[...times], ...stackLines(slots).toReversed()];
}

/** @param runs the runs to mark with glyphs, asked at every drawing */
export function emotionPlotOptions(theme: ThemeSource, runs: () => readonly Run[]): uPlot.Options {
  return {
    ...plotFrame(theme, [0, 1]),
    series: emotionSeries(theme),
    hooks: { draw: [(plot) => drawGlyphs(plot, runs(), theme().background)] },
  };
}

/** The stacked areas, for the lines of `stackedData`. */
export function emotionSeries(theme: ThemeSource): uPlot.Series[] {
  const area = (emotion: Emotion): uPlot.Series => ({
    // The seam between two areas doesn't leave telling them apart to colour alone.
    stroke: () => theme().background,
    width: 1,
    fill: () => theme().emotions[emotion],
    points: { show: false },
  });
  return [{}, ...DRAWN.map(area)];
}

export function runsOf(windows: readonly AnalysedWindow[], marks: readonly StripMark[]): readonly Run[] {
  return dominantRuns(slotsOf(windows), new Set(marks.map(({ slot }) => Math.round(slot))));
}

function drawGlyphs(plot: uPlot, runs: readonly Run[], colour: string): void {
  const { ctx, bbox } = plot;
  const size = GLYPH_SIZE * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { emotion, middle, height, thickness } of runs) {
    if (thickness * bbox.height < 1.4 * size) continue;
    const x = bbox.left + (middle / STRIP_SECONDS) * bbox.width;
    const y = bbox.top + (1 - height) * bbox.height;
    ctx.setTransform(size / GLYPH_BOX, 0, 0, size / GLYPH_BOX, x - size / 2, y - size / 2);
    ctx.fill(new Path2D(EMOTION_PATHS[emotion]), 'evenodd');
  }
  ctx.restore();
}
