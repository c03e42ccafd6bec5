// Values of options that several commands take.

import { availableParallelism } from 'node:os';
import { CUSTOMER_CHANNELS, type CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { RUNTIMES, type Runtime } from '../../node/runtime.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError for anything but a channel */
export const customerOf = (given: string): CustomerChannel => oneOf('--customer', CUSTOMER_CHANNELS, given);

/** @throws UsageError for anything but a runtime */
export const runtimeOf = (given: string): Runtime => oneOf('--runtime', RUNTIMES, given);

/** Recordings at a time: one a core unless told otherwise. */
export function jobsOf(given: string | undefined): number {
  return given === undefined ? availableParallelism() : wholeNumber('--jobs', given);
}

/** @throws UsageError for anything but a whole number of at least 1 */
export function wholeNumber(option: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`${option} takes a whole number of at least 1; got "${given}".`);
}

function oneOf<Choice extends string>(option: string, choices: readonly Choice[], given: string): Choice {
  const choice = choices.find((candidate) => candidate === given);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option} is one of ${choices.join(', ')}; got "${given}".`);
}
