// The figures in docs/score.md, between two markers, from the bench's document.

import { GROUP_TITLES, percent } from '../evaluation/words.ts';
import { COURSES, type Course } from './courses.ts';
import type { ConditionFigures, ScoreDocument } from './score-document.ts';

const START = '<!-- figures: written by npm run bench:score -->';
const END = '<!-- end of figures -->';

const COURSE_WORDS: Readonly<Record<Course, string>> = {
  resolve: 'arrives distressed, is calm after the first third',
  calm: 'calm throughout',
  'slow-thaw': 'distressed, ever less so',
  spike: 'calm, but for a stretch in the middle',
  relapse: 'distressed, calm, distressed again',
  angry: 'angry throughout',
  sad: 'sad throughout',
  escalate: 'calm at first, ever more distressed',
};
/**
 * The page with these figures in the place of its old ones.
 * @throws Error when the page has lost its markers
 */
export function withFigures(page: string, document: ScoreDocument): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`The page of the score has lost its lines "${START}" and "${END}".`);
  return `${page.slice(0, start)}${START}\n\n${figuresOf(document)}\n\n${page.slice(end)}`;
}

function figuresOf({ conditions: { phone, clean }, model, scoreVersion }: ScoreDocument): string {
  return [
    `Score version ${scoreVersion}, model version ${model}: ${phone.calls} calls over the telephone, ${clean.calls} without it.`,
    table(
      ['', 'goal', 'telephone', 'clean'],
      [
        row('rank correlation with the true scores', 'at least 0.90', phone, clean, (f) =>
          f.spearman.toFixed(2),
        ),
        row('calls two points apart or more that are ordered right', 'at least 95 %', phone, clean, (f) =>
          percent(f.pairwiseOrder),
        ),
        row('mean error', 'at most 0.8 points', phone, clean, (f) => points(f.meanAbsoluteError)),
        row('80 % intervals that hold the true score', '75 to 85 %', phone, clean, (f) =>
          percent(f.coverage80),
        ),
        row('recoveries told within ten seconds, of resolving calls', 'at least 80 %', phone, clean, (f) =>
          percent(f.recoveryWithin10s),
        ),
        row('most that one misheard window among sixty changes', 'at most 1.0 points', phone, clean, (f) =>
          points(f.oneFlipMax),
        ),
        row('most that length alone changes', 'at most 0.3 points', phone, clean, (f) =>
          points(f.lengthDrift),
        ),
        row("without the customer's own baseline: rank correlation, mean error", '', phone, clean, (f) =>
          [f.withoutBaseline.spearman.toFixed(2), points(f.withoutBaseline.meanAbsoluteError)].join(', '),
        ),
        row("the original report's rule: rank correlation, calls ordered right", '', phone, clean, (f) =>
          [f.classic.spearman.toFixed(2), percent(f.classic.pairwiseOrder)].join(', '),
        ),
      ],
    ),
    'What each course was given over the telephone, as means, and what is true:',
    table(
      ['course', 'score', 'true score'],
      COURSES.map((course) => {
        const { score, oracle } = phone.courses[course];
        return [COURSE_WORDS[course], score.toFixed(1), oracle.toFixed(1)];
      }),
    ),
    'How far the score is off on average for groups of customers, over the telephone (the goal is 0.3 points at most):',
    table(
      ['customers', 'calls', 'score minus true score'],
      (['sex', 'age'] as const).flatMap((grouping) =>
        Object.entries(GROUP_TITLES[grouping].groups).flatMap(([group, title]) => {
          const figures = phone.groups[grouping][group];
          return figures === undefined ? [] : [[title, String(figures.calls), signed(figures.bias)]];
        }),
      ),
    ),
  ].join('\n\n');
}

function row(
  name: string,
  goal: string,
  phone: ConditionFigures,
  clean: ConditionFigures,
  of: (figures: ConditionFigures) => string,
): string[] {
  return [name, goal, of(phone), of(clean)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const points = (value: number) => `${value.toFixed(2)} points`;
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
