// The calls of a range of days together: how scores, verdicts and distress are spread. It rates nobody, and is never of so
// few that one call could be read from it.

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AnalysedWindow, CallSummary } from '../../analysis/call/record.ts';
import { LOWEST_SCORE } from '../../analysis/score/score.ts';
import { dayAfter, dayOf, isDay, startOfDay } from '../days.ts';
import { formatted, percent } from '../format.ts';
import { Icon } from '../icons.tsx';
import { LEAST_FIGURES } from '../quantiles.ts';
import { VERDICT_WORDS } from '../words.ts';
import { DayRange } from './day-range.tsx';
import { DistressBands } from './distress-bands.tsx';
import {
  type DistressCourse,
  type Distribution,
  distressBands,
  distressCourse,
  distributionOf,
  endsInWords,
  evenly,
} from './distribution.ts';
import { PrintButton } from './print-button.tsx';
import type { ImportedCall } from './review-view.ts';
import { callsTogether, type TogetherCall } from './together-view.ts';

/** Days that are looked at at first: what is kept where nobody chose otherwise. */
const FIRST_DAYS = 30;
/** Calls whose windows are read: more change no band that an eye could tell, and a call takes some milliseconds. */
const MOST_COURSES = 200;

export interface TogetherProps {
  /** Null until they are read. */
  readonly stored: readonly CallSummary[] | null;
  readonly imported: readonly ImportedCall[];
  readonly now: Date;
  readonly loadWindows: (id: string) => Promise<readonly AnalysedWindow[]>;
  /** Null where calls may not leave this page. */
  readonly onPrint: (() => void) | null;
}

export function Together({ stored, imported, now, loadWindows, onPrint }: TogetherProps) {
  const [from, setFrom] = useState(dayAfter(dayOf(now), 1 - FIRST_DAYS));
  const [to, setTo] = useState(dayOf(now));
  const { calls, ofOtherVersions, caution } = useMemo(
    () => callsTogether(stored ?? [], imported, from, to),
    [stored, imported, from, to],
  );
  const distribution = useMemo(() => distributionOf(calls), [calls]);
  return (
    <article class="call-view together" aria-labelledby="together-heading" data-testid="together">
      <header class="call-head">
        <div>
          <h2 class="call-title" id="together-heading">
            Calls together
          </h2>
          <p class="muted together-what">
            How the calls of these days went, as a whole. They are the calls of this machine, which may all be
            one person’s. It is no rating of anybody: customers bring different troubles to different calls.
          </p>
        </div>
        <div class="call-actions">
          <PrintButton onPrint={onPrint} />
        </div>
      </header>
      <p class="together-printed">{rangeInWords(from, to)}</p>
      <div class="together-days">
        <DayRange from={from} to={to} testId="together" onFrom={setFrom} onTo={setTo} />
        <p class="muted">Calls on this machine, and calls that were opened from files.</p>
      </div>
      {ofOtherVersions > 0 && (
        <p class="muted" data-testid="together-left-out">
          {ofOtherVersions === 1 ? '1 call was' : `${ofOtherVersions.toLocaleString()} calls were`} scored by
          another version of the score, which doesn’t compare, and left out.
        </p>
      )}
      {caution !== null && (
        <p class="muted" data-testid="together-mixed">
          {caution}
        </p>
      )}
      {distribution === null ? (
        <p class="together-few" role="status" data-testid="together-few">
          {fewInWords(calls)} {LEAST_FIGURES} with a score are the least to be shown together: of fewer,
          single calls could be read.
        </p>
      ) : (
        <Spread distribution={distribution} calls={calls} loadWindows={loadWindows} />
      )}
    </article>
  );
}

/** "There are 6 calls in these days, 3 of them with a score." */
function fewInWords(calls: readonly TogetherCall[]): string {
  if (calls.length === 0) return 'There is no call in these days.';
  const scored = calls.filter(({ score }) => score !== null).length;
  const counted = calls.length === 1 ? 'There is 1 call' : `There are ${calls.length} calls`;
  if (scored === calls.length) return `${counted} in these days.`;
  return `${counted} in these days, ${scored === 0 ? 'none' : scored} of them with a score.`;
}

/** "14 May 2026 to 12 Jun 2026", for paper, which has no fields. */
function rangeInWords(from: string, to: string): string {
  const [first, last] = [from, to].map(
    (day) => isDay(day) && formatted(startOfDay(day), { day: 'numeric', month: 'short', year: 'numeric' }),
  );
  if (first && last) return first === last ? first : `${first} to ${last}`;
  if (first) return `Since ${first}`;
  return last ? `Until ${last}` : 'All days';
}

interface SpreadProps extends Pick<TogetherProps, 'loadWindows'> {
  readonly distribution: Distribution;
  readonly calls: readonly TogetherCall[];
}

function Spread({ distribution, calls, loadWindows }: SpreadProps) {
  const courses = useCourses(calls, loadWindows);
  const ends = courses && endsInWords(courses);
  return (
    <>
      <p class="together-sentence" role="status" data-testid="together-sentence">
        {distribution.sentence}
      </p>
      <div class="together-spreads">
        <section aria-labelledby="histogram-heading">
          <h3 class="heading" id="histogram-heading">
            Scores
          </h3>
          <Histogram counts={distribution.histogram} />
        </section>
        <section aria-labelledby="verdicts-heading">
          <h3 class="heading" id="verdicts-heading">
            Verdicts
          </h3>
          <Verdicts verdicts={distribution.verdicts} />
        </section>
      </div>
      <section class="together-distress" aria-labelledby="distress-heading">
        <h3 class="heading" id="distress-heading">
          Distress from the beginning of a call to its end
        </h3>
        {courses === null ? (
          <p class="muted" role="status">
            The calls are being read.
          </p>
        ) : ends === null ? (
          <p class="muted">Too few calls with speech at both ends to say how distress went.</p>
        ) : (
          <>
            <p data-testid="together-ends">{ends}</p>
            <DistressBands bands={distressBands(courses)} />
            {courses.length < calls.length && (
              <p class="muted">
                From {courses.length} of the {calls.length.toLocaleString()} calls, evenly over these days.
              </p>
            )}
          </>
        )}
      </section>
    </>
  );
}

/** The courses of the calls, or of as many as may be read; null until they are. */
function useCourses(
  calls: readonly TogetherCall[],
  loadWindows: TogetherProps['loadWindows'],
): readonly DistressCourse[] | null {
  const [courses, setCourses] = useState<readonly DistressCourse[] | null>(null);
  useEffect(() => {
    let wanted = true;
    setCourses(null);
    const read = async () => {
      const all: DistressCourse[] = [];
      for (const { id, seconds, windows } of evenly(calls, MOST_COURSES)) {
        if (!wanted) return;
        // A call that was deleted meanwhile, or can't be read, is one fewer.
        const heard = windows ?? (await loadWindows(id).catch(() => []));
        if (heard.length > 0) all.push(distressCourse(heard, seconds));
      }
      if (wanted) setCourses(all);
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [calls]);
  return courses;
}

function Histogram({ counts }: { readonly counts: readonly number[] }) {
  const highest = Math.max(1, ...counts);
  return (
    <ol class="histogram">
      {counts.map((count, index) => {
        const low = LOWEST_SCORE + index;
        return (
          <li key={low}>
            <span class="histogram-bar" aria-hidden="true">
              <span class="histogram-count">{count || ''}</span>
              <span class="histogram-fill" style={{ height: `${(100 * count) / highest}%` }} />
            </span>
            <span class="histogram-scores" aria-hidden="true">
              {low}–{low + 1}
            </span>
            <span class="visually-hidden">
              Score {low} to {low + 1}: {count === 1 ? '1 call' : `${count} calls`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Verdicts({ verdicts }: Pick<Distribution, 'verdicts'>) {
  return (
    <ul class="verdict-shares">
      {verdicts.map(({ verdict, calls, share }) => {
        const { title, tone } = VERDICT_WORDS[verdict];
        return (
          <li key={verdict} class="verdict-share" data-tone={tone}>
            <span class="verdict-badge">
              <Icon name={tone} />
            </span>
            <span class="verdict-share-title">{title}</span>
            <span class="verdict-share-figure">
              {percent(share)} <span class="muted">({calls})</span>
            </span>
            <span class="meter" aria-hidden="true">
              <span class="meter-fill" style={{ width: `${100 * share}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
