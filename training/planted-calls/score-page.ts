// The figures in docs/score.md, between two markers, from the bench's document.

import { GROUP_TITLES, percent } from '../evaluation/words.ts';
import { COURSES, type Course } from './courses.ts';
import type { ConditionFigures, ScoreDocument } from './score-document.ts';

const START = '<!-- figures: written by npm run bench:score -->';
const END = '<!-- end of figures -->';

interface Row {
  readonly name: string;
  readonly goal?: { readonly words: string; readonly isMet: (figures: ConditionFigures) => boolean };
  readonly of: (figures: ConditionFigures) => string;
}

const ROWS: readonly Row[] = [
  {
    name: 'rank correlation with the true scores',
    goal: { words: 'at least 0.90', isMet: ({ spearman }) => spearman >= 0.9 },
    // To three decimals, so that a goal which is just missed doesn't look reached.
    of: ({ spearman }) => spearman.toFixed(3),
  },
  { name: 'the same among calls of one course', of: ({ withinCourses }) => withinCourses.toFixed(2) },
  {
    name: 'pairs of calls two points apart or more that are ordered right',
    goal: { words: 'at least 95 %', isMet: ({ pairwiseOrder }) => pairwiseOrder >= 0.95 },
    of: ({ pairwiseOrder }) => percent(pairwiseOrder),
  },
  {
    name: 'mean error',
    goal: { words: 'at most 0.8 points', isMet: ({ meanAbsoluteError }) => meanAbsoluteError <= 0.8 },
    of: ({ meanAbsoluteError }) => points(meanAbsoluteError),
  },
  {
    name: '80 % intervals that hold the true score',
    goal: {
      words: '75 to 85 %',
      isMet: ({ coverage80 }) => coverage80 >= 0.75 && coverage80 <= 0.85,
    },
    of: ({ coverage80 }) => percent(coverage80),
  },
  {
    name: 'recoveries that the report of a resolving call puts within ten seconds of the true ones',
    goal: { words: 'at least 80 %', isMet: ({ recoveryWithin10s }) => recoveryWithin10s >= 0.8 },
    of: ({ recoveryWithin10s }) => percent(recoveryWithin10s),
  },
  {
    name: 'most that one misheard window among sixty changes',
    goal: { words: 'at most 1.0 points', isMet: ({ oneFlipMax }) => oneFlipMax <= 1 },
    of: ({ oneFlipMax }) => points(oneFlipMax),
  },
  {
    name: 'difference between the mean errors of short, middling and long calls',
    goal: { words: 'at most 0.3 points', isMet: ({ lengthDrift }) => lengthDrift <= 0.3 },
    of: ({ lengthDrift }) => points(lengthDrift),
  },
  {
    name: "without the customer's own baseline: rank correlation, mean error",
    of: ({ withoutBaseline: { spearman, meanAbsoluteError } }) =>
      `${spearman.toFixed(2)}, ${points(meanAbsoluteError)}`,
  },
  {
    name: "the original report's rule: rank correlation, pairs ordered right",
    of: ({ classic: { spearman, pairwiseOrder } }) => `${spearman.toFixed(2)}, ${percent(pairwiseOrder)}`,
  },
];

const COURSE_WORDS: Readonly<Record<Course, string>> = {
  resolve: 'arrives distressed, is calm before two thirds',
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
      ROWS.map(({ name, goal, of }) => [name, goal?.words ?? '', of(phone), of(clean)]),
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
    missedGoals({ telephone: phone, clean }),
  ].join('\n\n');
}

/** One sentence about the goals that are not reached. */
function missedGoals(conditions: Readonly<Record<string, ConditionFigures>>): string {
  const missed = ROWS.flatMap(({ name, goal, of }) =>
    Object.entries(conditions).flatMap(([condition, figures]) =>
      goal === undefined || goal.isMet(figures) ? [] : [`${name} (${condition}: ${of(figures)})`],
    ),
  );
  return missed.length === 0
    ? 'All goals of the first table are reached.'
    : `Goals of the first table that are not reached: ${missed.join('; ')}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const points = (value: number) => `${value.toFixed(2)} points`;
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
