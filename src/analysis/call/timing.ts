// The clockwork of the analysis: three-second windows, one every second.

import { SAMPLE_RATE_HZ } from '../emotion/manifest.ts';

export { WINDOW_SECONDS } from '../emotion/manifest.ts';

/** Time between the starts of two windows. */
export const HOP_SECONDS = 1;
export const HOP_SAMPLES = HOP_SECONDS * SAMPLE_RATE_HZ;
