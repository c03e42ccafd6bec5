// What the training commands are told on the command line or by environment variables.

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { DEFAULT_CACHE } from './features.ts';

export interface TrainingArguments {
  /** Folder of CREMA-D. */
  readonly cremaD: string;
  /** Folder of the feature cache. */
  readonly cache: string;
  /** Worker processes that compute features. */
  readonly processes: number;
}

/**
 * Reads `--crema-d DIR` (or CREMA_D_DIR), `--cache DIR` and `--processes N`.
 * @throws Error naming what is missing or wrong.
 */
export function parseTrainingArguments(args: readonly string[]): TrainingArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'crema-d': { type: 'string' },
      cache: { type: 'string', default: DEFAULT_CACHE },
      processes: { type: 'string', default: String(Math.min(8, availableParallelism())) },
    },
  });
  const processes = Number(values.processes);
  if (!Number.isInteger(processes) || processes < 1) {
    throw new Error(`--processes ${values.processes}: give a whole number of at least 1.`);
  }
  return { cremaD: cremaDFolder(values['crema-d']), cache: values.cache, processes };
}

/** The CREMA-D folder from the argument, or else from CREMA_D_DIR. */
export function cremaDFolder(argument: string | undefined): string {
  const folder = argument ?? process.env.CREMA_D_DIR;
  if (!folder) {
    throw new Error(
      'Where is CREMA-D? Give --crema-d DIR or set CREMA_D_DIR: the official repository, or a folder with AudioWAV in it.',
    );
  }
  return folder;
}
