// Which calls are planted: some to fit the score's constants on, others to measure it on. No customer is in both.

import { ACTORS } from '../data/actors.ts';
import { FOLDS } from '../data/folds.ts';
import { seededRandom } from '../random.ts';
import { COURSES } from './courses.ts';
import type { CallName } from './plan.ts';

/** The customers of the calls that constants are fitted on: the development actors of one fold, a fifth of both sexes. */
export const FITTING_ACTORS: readonly number[] = FOLDS[4]?.development ?? [];

/** Minutes of the calls that are measured: as likely to be 3 to 7 as 7 to 15. */
const SHORTEST_MINUTES = 3;
const LONGEST_MINUTES = 15;
/** Calls of each measured customer, each with another course: clean ones are heard better and need fewer. */
export const CALLS_PER_CUSTOMER = { phone: 2, clean: 1 } as const;
/** From one course of a customer to the next. */
const COURSE_STRIDE = 3;
/** Length alone must not move the score: the same course in these lengths. */
export const STRETCHED_MINUTES = [3, 10, 20] as const;
/** Customers of stretched calls, each with every course. */
const STRETCHED_ACTORS = 2;

/** Every customer takes every course once; short calls, of which there can be more. */
export function fittingCalls(): CallName[] {
  return FITTING_ACTORS.flatMap((actor) =>
    COURSES.map((course) => {
      const random = seededRandom('fitting-call', actor, course);
      return { actor, course, minutes: Number((3 + 4 * random()).toFixed(1)), seed: 1 };
    }),
  );
}

/** All other customers, each with some of the courses, so that every course is measured equally often. */
export function measuredCalls(condition: keyof typeof CALLS_PER_CUSTOMER): CallName[] {
  return measuredActors().flatMap((actor, i) =>
    Array.from({ length: CALLS_PER_CUSTOMER[condition] }, (_, k) => {
      const course = COURSES[(i + COURSE_STRIDE * k) % COURSES.length] as (typeof COURSES)[number];
      const random = seededRandom('measured-call', actor, course);
      const minutes = SHORTEST_MINUTES * (LONGEST_MINUTES / SHORTEST_MINUTES) ** random();
      return { actor, course, minutes: Number(minutes.toFixed(1)), seed: 1 };
    }),
  );
}

/** Groups of calls that differ in their length only. */
export function stretchedCalls(): CallName[][] {
  const actors = measuredActors();
  const stride = Math.floor(actors.length / STRETCHED_ACTORS);
  return Array.from({ length: STRETCHED_ACTORS }, (_, i) => actors[i * stride] ?? 0).flatMap((actor) =>
    COURSES.map((course) => STRETCHED_MINUTES.map((minutes) => ({ actor, course, minutes, seed: 1 }))),
  );
}

function measuredActors(): number[] {
  return ACTORS.map(({ id }) => id).filter((id) => !FITTING_ACTORS.includes(id));
}
