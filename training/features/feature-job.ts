// What the feature cache asks of its workers.

import type { Speech } from '../data/read-window.ts';
import type { Variant } from '../sound/conditions.ts';
import type { FeatureSourceName } from './feature-sources.ts';

/** An actor's clips, or some of a set's passages, in one variant: what a worker computes at a time and a cache file holds. */
export interface FeatureJob {
  readonly source: FeatureSourceName;
  readonly variant: Variant;
  readonly clips: readonly Speech[];
  readonly file: string;
}
