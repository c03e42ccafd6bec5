// Numbers, times and addresses as the panels write them.

export { clockOf } from '../analysis/score/clock.ts';

/** "4 min 7 s", for those who hear it read aloud. */
export function spokenDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
}

/** A score with its one decimal: "6.4". */
export function scoreFigure(score: number): string {
  return score.toFixed(1);
}

/** Points of a term, and their maximum without a needless zero: "3.8", "4.05". */
export function pointsFigure(points: number): string {
  return points.toFixed(1);
}

export function maximumFigure(maximum: number): string {
  return String(Number(maximum.toFixed(2)));
}

/** A share of 1 as "72 %", with a space that doesn't break. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** Shares of 1 with one decimal, from the smallest to the largest: "3.5 to 4.2 %", or "3.5 %" where they agree. */
export function percentRange(shares: readonly number[]): string {
  const ends = [Math.min(...shares), Math.max(...shares)].map((share) => (100 * share).toFixed(1));
  return `${[...new Set(ends)].join(' to ')}\u00a0%`;
}

/** Bytes as megabytes of a million: "15 MB", "0.4 MB". */
export function megabytes(bytes: number): string {
  const millions = bytes / 1_000_000;
  return `${millions >= 9.95 ? millions.toFixed(0) : millions.toFixed(1)}\u00a0MB`;
}

/** "desk.example.com" of "https://desk.example.com"; what isn't an address stays as it is. */
export function hostOf(origin: string): string {
  return (URL.canParse(origin) && new URL(origin).host) || origin;
}

/** "14:05" today, "Yesterday 14:05", else "3 Jun 14:05", in the reader's own time zone. */
export function whenOf(iso: string, now: Date, locale?: string): string {
  const date = new Date(iso);
  const time = formatted(date, { hour: 'numeric', minute: '2-digit' }, locale);
  const startOfToday = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (date >= startOfToday) return time;
  const startOfYesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date >= startOfYesterday) return `Yesterday ${time}`;
  return `${formatted(date, { day: 'numeric', month: 'short' }, locale)} ${time}`;
}

/** Formats by locale and options, each made once: making one is slow. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A date as the locale writes it; the reader's own locale when none is named. */
export function formatted(date: Date, options: Intl.DateTimeFormatOptions, locale?: string): string {
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format.format(date);
}
