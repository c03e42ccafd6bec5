// What the feature cache asks of its workers.

import type { Clip } from '../data/corpus.ts';
import type { Variant } from '../sound/conditions.ts';
import type { FeatureSourceName } from './feature-sources.ts';

/** One actor's clips in one variant: what a worker computes at a time and what a cache file holds. */
export interface FeatureJob {
  readonly source: FeatureSourceName;
  readonly variant: Variant;
  readonly clips: readonly Clip[];
  readonly file: string;
}
