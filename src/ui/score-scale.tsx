// The score on its scale from 1 to 10: a range for where it likely lies, a mark for where it is.

import './score-scale.css';
import { scoreFigure } from './format.ts';

const LOWEST = 1;
const HIGHEST = 10;

const positionOf = (score: number) => `${((score - LOWEST) / (HIGHEST - LOWEST)) * 100}%`;

export interface ScoreScaleProps {
  readonly score: number | null;
  readonly interval: readonly [number, number] | null;
}

export function ScoreScale({ score, interval }: ScoreScaleProps) {
  return (
    <div class="scale">
      <div class="scale-track" aria-hidden="true">
        {interval && (
          <div
            class="scale-range"
            style={{ left: positionOf(interval[0]), right: `calc(100% - ${positionOf(interval[1])})` }}
          />
        )}
        {score !== null && <div class="scale-mark" style={{ left: positionOf(score) }} />}
      </div>
      <p class="scale-caption">
        <span aria-hidden="true">{LOWEST}</span>
        <span data-testid="interval">
          {interval ? `Likely ${scoreFigure(interval[0])} to ${scoreFigure(interval[1])}` : '\u00a0'}
        </span>
        <span aria-hidden="true">{HIGHEST}</span>
      </p>
    </div>
  );
}
