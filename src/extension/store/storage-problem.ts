// The sentence for the user when the browser refuses to store a call.

import { errorOf } from '../../analysis/errors.ts';

/** Turns the browser's error into a sentence for the user. An error of our own stays as it is. */
export function storageProblem(error: unknown): Error {
  if (!(error instanceof DOMException)) return errorOf(error);
  if (error.name === 'QuotaExceededError') {
    return new Error(
      'The call can’t be stored: this computer’s disk is full. Free some space, or delete calls on the settings page; what was heard is kept, and stored then.',
      { cause: error },
    );
  }
  return new Error(
    `The call can’t be stored yet; what was heard is kept, and storing is tried again. The browser says: ${error.message || error.name}`,
    { cause: error },
  );
}
