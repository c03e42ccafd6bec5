// A verdict in words, with a glyph and a colour for its tone.

import './verdict-mark.css';
import type { Verdict } from '../analysis/score/verdict.ts';
import { Icon } from './icons.tsx';
import { NO_VERDICT_YET, VERDICT_WORDS } from './words.ts';

export interface VerdictMarkProps {
  readonly verdict: Verdict;
  readonly running: boolean;
}

export function VerdictMark({ verdict, running }: VerdictMarkProps) {
  const isOpen = running && verdict === 'not-enough-speech';
  const { title, meaning, tone } = isOpen ? NO_VERDICT_YET : VERDICT_WORDS[verdict];
  return (
    <div class="verdict" data-tone={tone}>
      <p class="verdict-title" data-testid="verdict">
        <span class="verdict-badge">
          <Icon name={tone} />
        </span>
        {title}
      </p>
      <p class="verdict-meaning">{meaning}</p>
    </div>
  );
}
