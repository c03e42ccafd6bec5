// Which calls are planted: some to fit the score's constants on, others to measure it on. No customer is in both.

import { ACTORS } from '../data/actors.ts';
import { FOLDS } from '../data/folds.ts';
import { seededRandom } from '../shared/random.ts';
import { COURSES } from './courses.ts';
import type { CallName } from './plan.ts';

/** The customers of the calls that constants are fitted on: the development actors of one fold, a fifth of both sexes. */
export const FITTING_ACTORS: readonly number[] = FOLDS[4]?.development ?? [];

/** Minutes of the calls that are measured: as likely to be 3 to 7 as 7 to 15. */
const SHORTEST_MINUTES = 3;
const LONGEST_MINUTES = 15;
/** Who calls how often, each time with another course; fewer without the telephone, which is there to compare with. */
const MEASURED = {
  phone: { calls: 2, everyNthCustomer: 1 },
  clean: { calls: 1, everyNthCustomer: 3 },
} as const;
/** From one course of a customer to the next. */
const COURSE_STRIDE = 3;
/** Length alone must not move the score: the same course in these lengths. */
export const STRETCHED_MINUTES = [3, 10, 20] as const;

/** Every customer takes every course once; short calls, of which there can be more. */
export function fittingCalls(): CallName[] {
  return FITTING_ACTORS.flatMap((actor) =>
    COURSES.map((course) => {
      const random = seededRandom('fitting-call', actor, course);
      return { actor, course, minutes: Number((3 + 4 * random()).toFixed(1)), seed: 1 };
    }),
  );
}

/** Other customers, each with some of the courses, so that every course is measured equally often. */
export function measuredCalls(condition: keyof typeof MEASURED): CallName[] {
  const { calls, everyNthCustomer } = MEASURED[condition];
  return measuredActors().flatMap((actor, i) =>
    Array.from({ length: i % everyNthCustomer === 0 ? calls : 0 }, (_, k) => {
      const course = COURSES[(i + COURSE_STRIDE * k) % COURSES.length] as (typeof COURSES)[number];
      const random = seededRandom('measured-call', actor, course);
      const minutes = SHORTEST_MINUTES * (LONGEST_MINUTES / SHORTEST_MINUTES) ** random();
      return { actor, course, minutes: Number(minutes.toFixed(1)), seed: 1 };
    }),
  );
}

/** Calls that differ in their length only: one customer in every course. */
export function stretchedCalls(): CallName[] {
  const actor = measuredActors()[0] ?? 0;
  return COURSES.flatMap((course) =>
    STRETCHED_MINUTES.map((minutes) => ({ actor, course, minutes, seed: 1 })),
  );
}

function measuredActors(): number[] {
  return ACTORS.map(({ id }) => id).filter((id) => !FITTING_ACTORS.includes(id));
}
