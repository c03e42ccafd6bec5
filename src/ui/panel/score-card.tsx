// The score so far: figure, direction, verdict, and where it lies on its scale.

import './score-card.css';
import '../score-scale.css';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import { Icon } from '../icons.tsx';
import { ScoreFigure } from '../score-figure.tsx';
import { ScoreScale } from '../score-scale.tsx';
import { VerdictMark } from '../verdict-mark.tsx';
import { SCORE_HELD_BACK, TREND_WORDS } from '../words.ts';
import { OpeningProgress } from './opening-progress.tsx';

export function ScoreCard({ call }: { readonly call: CallSnapshot }) {
  const { score, interval, verdict, trend, state, speechWindows, openingWindows } = call;
  const running = state !== 'ended';
  if (call.scoreHeldBack) return <HeldBack />;
  return (
    <section class="section score" aria-labelledby="score-heading">
      <div class="score-top">
        <h2 class="heading" id="score-heading">
          {running ? 'De-escalation so far' : 'De-escalation'}
        </h2>
        <p class="trend" data-trend={trend} data-testid="trend">
          {running && score !== null && (
            <>
              <Icon name={trend} />
              {TREND_WORDS[trend]}
            </>
          )}
        </p>
      </div>
      <ScoreFigure score={score} />
      {call.gettingToKnow && running && (
        <p class="scale-caption" data-testid="getting-to-know">
          Getting to know this voice
        </p>
      )}
      {score === null && running ? (
        <OpeningProgress speechWindows={speechWindows} openingWindows={openingWindows} />
      ) : (
        <>
          <VerdictMark verdict={verdict} running={running} />
          <ScoreScale score={score} interval={interval} />
        </>
      )}
    </section>
  );
}

function HeldBack() {
  return (
    <section class="section" aria-labelledby="score-heading" data-testid="score-held-back">
      <h2 class="heading" id="score-heading">
        De-escalation
      </h2>
      <p class="score-held-back">{SCORE_HELD_BACK}</p>
    </section>
  );
}
