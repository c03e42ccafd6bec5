// Why the score is what it is: its four terms, each a sentence and a meter of points.

import type { Assessment } from '../call/record.ts';
import { TERMS } from '../score/score.ts';
import { maximumFigure, pointsFigure } from './format.ts';
import { TERM_QUESTIONS } from './words.ts';

type Reason = Assessment['reasons'][number];

function Meter({ reason }: { readonly reason: Reason }) {
  const { points, maximum, text } = reason;
  return (
    <div
      class="meter"
      role="meter"
      aria-label={text}
      aria-valuemin={0}
      aria-valuemax={Number(maximumFigure(maximum))}
      aria-valuenow={Number(pointsFigure(Math.min(points, maximum)))}
      aria-valuetext={`${pointsFigure(points)} of ${maximumFigure(maximum)} points`}
    >
      <div class="meter-fill" style={{ width: `${(points / maximum) * 100}%` }} />
    </div>
  );
}

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
            {reason ? <Meter reason={reason} /> : <div class="meter" />}
            <span class="reason-points" aria-hidden="true">
              {reason && (
                <>
                  <b>+{pointsFigure(reason.points)}</b> of {maximumFigure(reason.maximum)}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
