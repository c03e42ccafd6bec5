// What a network is trained on.

import type { Standardisation } from '../front-ends/standardisation.ts';

/** Rows of features of the same clips in several variants. */
export interface NetworkData {
  /** By variant: clips × the front end's numbers, row-major, not standardised. */
  readonly training: readonly Float32Array[];
  readonly development: readonly Float32Array[];
  /** Rows to train on, and to choose the epoch by; the latter may be none. */
  readonly trainingRows: Int32Array;
  readonly developmentRows: Int32Array;
  readonly labels: Int32Array;
  /** Clips × 6, where the schedule gives a teacher a share. */
  readonly teacher?: Float32Array | undefined;
  /** Null for a front end that is not standardised. */
  readonly standardisation: Standardisation | null;
}
