// The band of positive and negative: green above the middle, hatched red below it, and a smoothed line.

import type uPlot from 'uplot';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { plotFrame, type ThemeSource } from './plot-frame.ts';
import { HALF_SECONDS, type Slot, slotsOf, valenceLines } from './strip-data.ts';

/** How strong the areas are behind the line, 0 to 1. */
const AREA_ALPHA = 0.42;
/** Of the vertical scale: room for the line at both ends. */
export const VALENCE_RANGE: [number, number] = [-1.05, 1.05];
/** Distance of two lines of the hatching, in CSS pixels. */
const HATCH_SIZE = 5;

export function valencePlotData(windows: readonly AnalysedWindow[]): uPlot.AlignedData {
  return valenceData(HALF_SECONDS, slotsOf(windows));
}

/** @param times of the half-second grid of the slots, in seconds */
export function valenceData(times: readonly number[], slots: readonly Slot[]): uPlot.AlignedData {
  const { above, below, smoothed } = valenceLines(slots);
  return [[...times], above, below, smoothed];
}

export function valencePlotOptions(theme: ThemeSource): uPlot.Options {
  return {
    ...plotFrame(theme, VALENCE_RANGE),
    series: valenceSeries(theme),
    hooks: { drawAxes: [(plot) => drawMiddle(plot, theme().line)] },
  };
}

/** The areas and the line of `valenceData`. */
export function valenceSeries(theme: ThemeSource): uPlot.Series[] {
  return [
    {},
    { fill: () => withAlpha(theme().positive, AREA_ALPHA), fillTo: 0, width: 0, points: { show: false } },
    { fill: (plot) => hatching(plot, theme().negative), fillTo: 0, width: 0, points: { show: false } },
    { stroke: () => theme().text, width: 2, points: { show: false } },
  ];
}

export function withAlpha(hex: string, alpha: number): string {
  return `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

export function drawMiddle({ ctx, bbox }: uPlot, colour: string): void {
  const y = Math.round(bbox.top + bbox.height / 2);
  ctx.save();
  ctx.fillStyle = colour;
  ctx.fillRect(bbox.left, y, bbox.width, Math.max(1, Math.round(devicePixelRatio)));
  ctx.restore();
}

function hatching({ ctx }: uPlot, colour: string): CanvasPattern | string {
  const size = Math.round(HATCH_SIZE * devicePixelRatio);
  const tile = new OffscreenCanvas(size, size);
  const brush = tile.getContext('2d');
  if (brush === null) return colour;
  brush.fillStyle = withAlpha(colour, AREA_ALPHA);
  brush.fillRect(0, 0, size, size);
  brush.strokeStyle = colour;
  brush.lineWidth = 1.2 * devicePixelRatio;
  // Three strokes, so that the diagonal is whole where tiles meet.
  for (const shift of [-size, 0, size]) {
    brush.moveTo(shift, size);
    brush.lineTo(shift + size, 0);
  }
  brush.stroke();
  return ctx.createPattern(tile, 'repeat') ?? colour;
}
