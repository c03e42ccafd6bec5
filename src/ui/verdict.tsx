// A verdict in words, with a glyph and a colour for its tone.

import type { Verdict as VerdictName } from '../score/verdict.ts';
import { Icon } from './icons.tsx';
import { VERDICT_WORDS } from './words.ts';

export function Verdict({ verdict }: { readonly verdict: VerdictName }) {
  const { title, meaning, tone } = VERDICT_WORDS[verdict];
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
