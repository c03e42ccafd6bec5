// Days of the calendar, in the reader's own time zone, as date fields write them: "2026-06-12".

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: string | null): text is string {
  return text !== null && DAY.test(text) && !Number.isNaN(startOfDay(text).getTime());
}

export function dayOf(date: Date): string {
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Its first moment; where clocks change, days have 23 or 25 hours. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  const date = startOfDay(day);
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

/**
 * From the first moment of a day to the one after another's last, in milliseconds since the epoch.
 * @param from and `to`: what is no day, as an empty field, is no limit
 */
export function dayRange(from: string, to: string): readonly [fromMs: number, untilMs: number] {
  return [
    isDay(from) ? startOfDay(from).getTime() : Number.NEGATIVE_INFINITY,
    isDay(to) ? startOfDay(dayAfter(to, 1)).getTime() : Number.POSITIVE_INFINITY,
  ];
}
