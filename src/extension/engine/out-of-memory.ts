// What the browser says when there is no memory for a model, in a sentence for the user.

import { errorOf } from '../../analysis/errors.ts';

/** Of WebAssembly's memory, of the C++ heap in it, and of Emscripten, in this order. */
const SIGNS = [/could not allocate memory|out of memory/i, /bad_alloc/i, /Aborted\(OOM\)/i];

/** The error as it came, unless it means that memory has run out. */
export function memoryProblem(error: unknown): Error {
  const reason = errorOf(error);
  if (!SIGNS.some((sign) => sign.test(reason.message))) return reason;
  return new Error(
    'This computer has too little free memory for the model. Close other tabs or programs, or choose a smaller model on the settings page.',
    { cause: reason },
  );
}
