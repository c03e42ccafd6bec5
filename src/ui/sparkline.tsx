// The score over a call as one small line, on the whole scale from 1 to 10.

import './sparkline.css';
import type { CoursePoint } from '../analysis/call/score-course.ts';
import { courseMarks } from './course-marks.ts';
import { scoreFigure } from './format.ts';
import { TurnGlyph } from './turn-glyph.tsx';
import { type Turn, turningPointsWords } from './turning-point-words.ts';

const WIDTH = 100;
const HEIGHT = 40;
/** Points drawn at most: a line of a hundred pixels holds no more. */
const MAXIMUM_POINTS = 120;

export interface SparklineProps {
  readonly course: readonly CoursePoint[];
  /** Length of the call: the width of the line's box. */
  readonly seconds: number;
  /** How the call turned, in the order of time; empty where the line is too small for shapes on it. */
  readonly turns: readonly Turn[];
}

function thinned(course: readonly CoursePoint[]): readonly CoursePoint[] {
  const step = Math.ceil(course.length / MAXIMUM_POINTS);
  return course.filter((_, index) => index % step === 0 || index === course.length - 1);
}

function courseWords(course: readonly CoursePoint[], turns: readonly Turn[]): string {
  const scores = course.map(({ score }) => score);
  const [first] = scores;
  const last = scores.at(-1);
  if (first === undefined || last === undefined) return 'No score over time yet';
  const line = `Score over the call: first ${scoreFigure(first)}, lowest ${scoreFigure(Math.min(...scores))}, last ${scoreFigure(last)}`;
  return turns.length === 0 ? line : `${line}. ${turningPointsWords(turns)}`;
}

export function Sparkline({ course, seconds, turns }: SparklineProps) {
  const length = Math.max(seconds, course.at(-1)?.time ?? 0, 1);
  const x = (time: number) => (time / length) * WIDTH;
  const y = (score: number) => HEIGHT - ((score - 1) / 9) * HEIGHT;
  const points = thinned(course);
  const line = points.map(({ time, score }) => `${x(time).toFixed(2)} ${y(score).toFixed(2)}`).join('L');
  const [first] = points;
  const last = points.at(-1);
  const position = ({ time, score }: CoursePoint) => ({
    left: `${x(time)}%`,
    top: `${(y(score) / HEIGHT) * 100}%`,
  });
  return (
    <div class="sparkline" role="img" aria-label={courseWords(course, turns)}>
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
        {courseMarks(turns, course, length).map((mark) => (
          <span key={mark.kind} class="sparkline-turn" data-turn={mark.kind} style={position(mark)}>
            <TurnGlyph kind={mark.kind} />
          </span>
        ))}
        {last && <span class="sparkline-end" style={position(last)} />}
      </div>
    </div>
  );
}
