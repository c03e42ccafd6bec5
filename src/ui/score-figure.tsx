// The score as a figure of ten, large: the same in panel and popup.

import './score-figure.css';
import { scoreFigure } from './format.ts';

/** @param score 1 to 10; null while there is not enough speech */
export function ScoreFigure({ score }: { readonly score: number | null }) {
  return (
    <p class="score-figure">
      <span data-testid="score" class="score-number" data-score={score ?? 'none'}>
        {score === null ? '–' : scoreFigure(score)}
      </span>
      <span class="score-of"> of 10</span>
    </p>
  );
}
