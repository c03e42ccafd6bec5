// What the shaded stretches of the plots are, and when they were.

import '../course-key.css';
import './gap-key.css';
import type { Gap } from '../../analysis/call/record.ts';
import { gapKeys } from './gaps.ts';

/** Nothing where there are none. A decoration: the sentences say the same. */
export function GapKey({ gaps }: { readonly gaps: readonly Gap[] }) {
  if (gaps.length === 0) return null;
  return (
    <p class="course-key" aria-hidden="true" data-testid="gaps">
      {gapKeys(gaps).map(({ cause, words }) => (
        <span key={cause} class="course-turn gap-key">
          <svg class="gap-swatch" viewBox="0 0 18 10" aria-hidden="true">
            <path d="M0 0 10 10M-6 4 0 10M6 0 16 10M12 0 20 8" />
            <rect x="0.5" y="0.5" width="17" height="9" />
          </svg>
          {words}
        </span>
      ))}
    </p>
  );
}
