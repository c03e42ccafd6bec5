// The original student report's rule, kept to the letter beside ours for comparison.

const NEGATIVE = new Set(['anger', 'fear', 'sadness']);
/** The report cut calls into chunks of three seconds without overlap: every third of our windows. */
const WINDOWS_PER_CHUNK = 3;
const START = 5;
const STEP = 0.1;
const TRANSITION = 0.5;

/**
 * @param topEmotions the top emotion of every window of the call, one a second; null where there was no speech
 * @returns 1 to 10; null when no chunk has speech
 */
export function classicScore(topEmotions: readonly (string | null)[]): number | null {
  const chunks = topEmotions
    .filter((_, index) => index % WINDOWS_PER_CHUNK === 0)
    .filter((top) => top !== null);
  if (chunks.length === 0) return null;
  let score = START;
  let wasNegative: boolean | null = null;
  for (const top of chunks) {
    const negative = NEGATIVE.has(top);
    if (wasNegative !== null) {
      score += negative ? -STEP : STEP;
      if (wasNegative && !negative) score += TRANSITION;
      if (!wasNegative && negative) score -= TRANSITION;
    }
    wasNegative = negative;
  }
  return Math.min(10, Math.max(1, score));
}
