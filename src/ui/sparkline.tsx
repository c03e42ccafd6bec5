// The score over a call as one small line, on the whole scale from 1 to 10.

import { scoreFigure } from './format.ts';
import type { CoursePoint } from './score-course.ts';

const WIDTH = 100;
const HEIGHT = 40;
/** Points drawn at most: a line of a hundred pixels holds no more. */
const MAXIMUM_POINTS = 120;

export interface SparklineProps {
  readonly course: readonly CoursePoint[];
  /** Length of the call: the width of the line's box. */
  readonly seconds: number;
}

function thinned(course: readonly CoursePoint[]): readonly CoursePoint[] {
  const step = Math.ceil(course.length / MAXIMUM_POINTS);
  return course.filter((_, index) => index % step === 0 || index === course.length - 1);
}

function courseInWords(course: readonly CoursePoint[]): string {
  const scores = course.map(({ score }) => score);
  const [first] = scores;
  const last = scores.at(-1);
  if (first === undefined || last === undefined) return 'No score over time yet';
  return `Score over the call: first ${scoreFigure(first)}, lowest ${scoreFigure(Math.min(...scores))}, last ${scoreFigure(last)}`;
}

export function Sparkline({ course, seconds }: SparklineProps) {
  const length = Math.max(seconds, course.at(-1)?.time ?? 0, 1);
  const x = (time: number) => (time / length) * WIDTH;
  const y = (score: number) => HEIGHT - ((score - 1) / 9) * HEIGHT;
  const points = thinned(course);
  const line = points.map(({ time, score }) => `${x(time).toFixed(2)} ${y(score).toFixed(2)}`).join('L');
  const [first] = points;
  const last = points.at(-1);
  return (
    <div class="sparkline" role="img" aria-label={courseInWords(course)}>
      <div class="sparkline-plot">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="sparkline-middle" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
          {first && last && (
            <>
              <path
                class="sparkline-area"
                d={`M${x(first.time)} ${HEIGHT}L${line}L${x(last.time)} ${HEIGHT}Z`}
              />
              <path class="sparkline-line" d={`M${line}`} />
            </>
          )}
        </svg>
        {last && (
          <span
            class="sparkline-end"
            style={{ left: `${x(last.time)}%`, top: `${(y(last.score) / HEIGHT) * 100}%` }}
          />
        )}
      </div>
    </div>
  );
}
