// The part of a call that its plots show, in seconds from the call's first sample.

export type ZoomRange = readonly [from: number, to: number];

const LEAST_SECONDS_SHOWN = 10;

/** As much as `factor` leaves of it, with `moment` in its middle as far as the call's ends allow. */
export function zoomRange([from, to]: ZoomRange, factor: number, moment: number, end: number): ZoomRange {
  const length = Math.min(end, Math.max(LEAST_SECONDS_SHOWN, (to - from) * factor));
  return placed(moment - length / 2, length, end);
}

/** The same length, moved by a share of it: back for a negative one. */
export function panRange([from, to]: ZoomRange, share: number, end: number): ZoomRange {
  return placed(from + share * (to - from), to - from, end);
}

/** The same length, moved to where `moment` can be seen: in its middle, unless it is in it already. */
export function followMoment(view: ZoomRange, moment: number, end: number): ZoomRange {
  const [from, to] = view;
  return moment >= from && moment <= to ? view : placed(moment - (to - from) / 2, to - from, end);
}

function placed(from: number, length: number, end: number): ZoomRange {
  const start = Math.max(0, Math.min(end - length, from));
  return [start, start + length];
}
