// The shade over a stretch of a call in which nothing was heard: hatched, bordered and named, so that it is told from
// silence without colour and on paper.

import type UPlot from 'uplot';
import type { Gap } from '../../analysis/call/record.ts';
import type { StripTheme } from '../strip/strip-theme.ts';
import { withAlpha } from '../strip/valence-plot.ts';
import { gapName } from './gaps.ts';

/** Distance of two lines of the hatching, and size of the letters, in CSS pixels. */
const HATCH_SIZE = 8;
const LETTER_SIZE = 12;
const HATCH_ALPHA = 0.4;
/** Around a name, in CSS pixels. */
const MARGIN = 6;

export function drawGaps(plot: UPlot, gaps: readonly Gap[], theme: StripTheme): void {
  const { ctx, bbox } = plot;
  for (const gap of gaps) {
    const { left, width } = placeOf(plot, gap);
    if (width <= 0) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, width, bbox.height);
    ctx.clip();
    ctx.fillStyle = theme.background;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.strokeStyle = withAlpha(theme.textMuted, HATCH_ALPHA);
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    // Falling to the right; the hatching of negative windows rises.
    for (let x = left - bbox.height; x < left + width; x += HATCH_SIZE * devicePixelRatio) {
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x + bbox.height, bbox.top + bbox.height);
    }
    ctx.stroke();
    ctx.strokeStyle = theme.textMuted;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.strokeRect(left, bbox.top - 2 * devicePixelRatio, width, bbox.height + 4 * devicePixelRatio);
    ctx.restore();
  }
}

/** Upright where it is too narrow for a name across, and none where it is too narrow for that too. */
export function drawGapNames(plot: UPlot, gaps: readonly Gap[], theme: StripTheme): void {
  const { ctx, bbox } = plot;
  const letters = LETTER_SIZE * devicePixelRatio;
  const margin = MARGIN * devicePixelRatio;
  for (const gap of gaps) {
    const { left, width } = placeOf(plot, gap);
    ctx.save();
    ctx.font = `${letters}px system-ui`;
    const name = gapName(gap);
    const length = ctx.measureText(name).width + 2 * margin;
    const isAcross = length <= width;
    if (isAcross || width >= letters + margin) {
      ctx.translate(left + width / 2, bbox.top + bbox.height / 2);
      if (!isAcross) ctx.rotate(-Math.PI / 2);
      ctx.fillStyle = theme.background;
      ctx.fillRect(-length / 2, -letters * 0.8, length, letters * 1.6);
      ctx.fillStyle = theme.text;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(name, 0, 0);
    }
    ctx.restore();
  }
}

/** As far as it is shown, in device pixels. */
function placeOf(plot: UPlot, { start, end }: Gap): { readonly left: number; readonly width: number } {
  const { bbox } = plot;
  const place = (time: number) =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(time, 'x', true)));
  const left = place(start);
  return { left, width: place(end) - left };
}
