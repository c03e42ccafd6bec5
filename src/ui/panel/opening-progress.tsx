// Before there is a score: how much of the opening has been heard.

import '../score-scale.css';
import '../verdict-mark.css';
import './opening-progress.css';
import { HOP_SECONDS } from '../../analysis/call/timing.ts';

export interface OpeningProgressProps {
  readonly speechWindows: number;
  readonly openingWindows: number;
}

export function OpeningProgress({ speechWindows, openingWindows }: OpeningProgressProps) {
  const heard = Math.min(speechWindows, openingWindows) * HOP_SECONDS;
  const needed = openingWindows * HOP_SECONDS;
  return (
    <>
      <div class="verdict" data-tone="none">
        <p class="verdict-title" data-testid="verdict">
          Not enough speech yet
        </p>
        <p class="verdict-meaning">
          {heard} of {needed} seconds heard
        </p>
      </div>
      <div class="scale">
        <div
          class="opening"
          role="progressbar"
          aria-label="Speech heard for the first score"
          aria-valuemin={0}
          aria-valuemax={needed}
          aria-valuenow={heard}
          aria-valuetext={`${heard} of ${needed} seconds`}
        >
          {Array.from({ length: openingWindows }, (_, index) => (
            <span key={index} class="opening-step" data-done={index < speechWindows ? '' : undefined} />
          ))}
        </div>
        <p class="scale-caption">The score starts after {needed} seconds of speech</p>
      </div>
    </>
  );
}
