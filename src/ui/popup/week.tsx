// The last seven days at a glance: for each the spread of its scores and their middle. A day opens its calls.

import { HIGHEST_SCORE, LOWEST_SCORE } from '../../analysis/score/score.ts';
import { startOfDay } from '../days.ts';
import { formatted } from '../format.ts';
import { type DayScores, dayInWords, type WeekTrend } from '../week-trend.ts';

export interface WeekProps {
  /** Null while there is nothing to show. */
  readonly trend: WeekTrend | null;
  /** Opens the calls of a day, as "2026-06-12". */
  readonly onOpenDay: (day: string) => void;
}

const heightOf = (score: number) => `${((score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE)) * 100}%`;

export function Week({ trend, onOpenDay }: WeekProps) {
  if (trend === null) return null;
  return (
    <section class="week" aria-labelledby="week-heading">
      <h2 class="heading" id="week-heading">
        The last seven days
      </h2>
      <p class="week-sentence" data-testid="week-sentence">
        {trend.sentence}
      </p>
      {trend.caution !== null && (
        <p class="week-sentence" data-testid="week-mixed">
          {trend.caution}
        </p>
      )}
      <div class="week-plot">
        <p class="week-scale" aria-hidden="true">
          <span>{HIGHEST_SCORE}</span>
          <span>{LOWEST_SCORE}</span>
        </p>
        <ol class="week-days">
          {trend.days.map((day) => (
            <Day key={day.day} day={day} onOpen={() => onOpenDay(day.day)} />
          ))}
        </ol>
      </div>
      <p class="week-key">Bar: lowest to highest score. Line: the middle one. Below: how many calls.</p>
    </section>
  );
}

function Day({ day, onOpen }: { readonly day: DayScores; readonly onOpen: () => void }) {
  const picture = (
    <>
      <span class="week-spread" aria-hidden="true">
        {day.scores && (
          <>
            <span
              class="week-range"
              style={{
                bottom: heightOf(day.scores.lowest),
                top: `calc(100% - ${heightOf(day.scores.highest)})`,
              }}
            />
            <span class="week-middle" style={{ bottom: heightOf(day.scores.middle) }} />
          </>
        )}
      </span>
      <span class="week-day" aria-hidden="true">
        {formatted(startOfDay(day.day), { weekday: 'short' })}
      </span>
      <span class="week-count" aria-hidden="true">
        {day.calls === 0 ? '–' : day.calls}
      </span>
      <span class="visually-hidden">{dayInWords(day)}</span>
    </>
  );
  return (
    <li>
      {day.calls === 0 ? (
        <span class="week-column">{picture}</span>
      ) : (
        <button
          type="button"
          class="week-column"
          title={dayInWords(day)}
          data-testid="week-day"
          onClick={onOpen}
        >
          {picture}
        </button>
      )}
    </li>
  );
}
