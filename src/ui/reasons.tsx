// Why the score is what it is: its four terms, each a sentence and a meter of points.

import './reasons.css';
import type { Assessment } from '../analysis/call/record.ts';
import { TERMS } from '../analysis/score/score.ts';
import { maximumFigure, pointsFigure } from './format.ts';
import { TERM_QUESTIONS } from './words.ts';

type Reason = Assessment['reasons'][number];

/** @param reasons empty while there is no score: the questions stand in their places then */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul class="reasons">
      {TERMS.map((term) => {
        const reason = reasons.find((candidate) => candidate.term === term);
        return (
          <li key={term} class="reason" data-term={term}>
            <span class="reason-text" data-pending={reason ? undefined : ''}>
              {reason?.text ?? TERM_QUESTIONS[term]}
            </span>
            <div class="meter" aria-hidden="true">
              {reason && (
                <div class="meter-fill" style={{ width: `${(reason.points / reason.maximum) * 100}%` }} />
              )}
            </div>
            <span class="reason-points">
              {reason && (
                <>
                  <b>+{pointsFigure(reason.points)}</b> of {maximumFigure(reason.maximum)}
                  <span class="visually-hidden"> points</span>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
