// The part of a call that its plots show, in seconds from the call's first sample.

export type ChartView = readonly [from: number, to: number];

const LEAST_SECONDS_SHOWN = 10;

/** As much as `factor` leaves of it, with `moment` in its middle as far as the call's ends allow. */
export function zoomed([from, to]: ChartView, factor: number, moment: number, end: number): ChartView {
  const length = Math.min(end, Math.max(LEAST_SECONDS_SHOWN, (to - from) * factor));
  return placed(moment - length / 2, length, end);
}

/** The same length, moved by a share of it: back for a negative one. */
export function panned([from, to]: ChartView, share: number, end: number): ChartView {
  return placed(from + share * (to - from), to - from, end);
}

/** The same length, moved to where `moment` can be seen: in its middle, unless it is in it already. */
export function following(view: ChartView, moment: number, end: number): ChartView {
  const [from, to] = view;
  return moment >= from && moment <= to ? view : placed(moment - (to - from) / 2, to - from, end);
}

function placed(from: number, length: number, end: number): ChartView {
  const start = Math.max(0, Math.min(end - length, from));
  return [start, start + length];
}
