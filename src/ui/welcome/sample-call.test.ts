import { expect, it } from 'vitest';
import { sampleCall } from './sample-call.ts';

it('shows a customer who arrives distressed, calms down, and is speaking', () => {
  const call = sampleCall();
  expect(call.verdict).toBe('de-escalated');
  expect(call.turningPoints.recovery).not.toBeNull();
  expect(call.reading).not.toBeNull();
  for (const { probabilities } of call.windows) {
    if (probabilities === null) continue;
    const shares = Object.values(probabilities);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  }
});
