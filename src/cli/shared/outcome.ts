// What became of a recording that was to be analysed.

import type { RecordingAnalysis } from '../../analysis/call/analyse-recording.ts';
import { errorMessage } from '../../analysis/errors.ts';
import { PassingError } from '../../node/passing-error.ts';
import { publicName } from './address.ts';

export interface Failure {
  /** The recording, without what gives access to it. */
  readonly file: string;
  /** Why there is no analysis, in a sentence. */
  readonly error: string;
  /** Whether it may go well another time: it is not the recording that is wrong. */
  readonly mayPass: boolean;
}

export type Outcome = RecordingAnalysis | Failure;

export const isFailure = (outcome: Outcome): outcome is Failure => 'error' in outcome;

export function failureOf(file: string, error: unknown): Failure {
  const sentence = errorMessage(error);
  return { file: publicName(file), error: sentence, mayPass: error instanceof PassingError };
}
