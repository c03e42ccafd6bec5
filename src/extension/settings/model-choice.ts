// The user's choice of a model, as it is stored.

import { DEFAULT_MODEL, isModelName, type ModelName } from '../../analysis/emotion/catalogue.ts';

/** The model that a stored choice names; the default one where this version knows no such name. */
export function parseModelChoice(stored: unknown): ModelName {
  return isModelName(stored) ? stored : DEFAULT_MODEL;
}
