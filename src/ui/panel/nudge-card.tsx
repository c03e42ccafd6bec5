// The nudge, at the foot of the panel, so that nothing above it moves when it comes or goes.

import './nudge-card.css';
import { NudgeGlyph } from '../nudge-glyph.tsx';
import type { NudgeView } from '../nudge-words.ts';

export interface NudgeCardProps {
  /** Null for most of a call. The empty card stays in the page, so that screen readers announce what comes into it. */
  readonly nudge: NudgeView | null;
  readonly onDismiss: () => void;
}

export function NudgeCard({ nudge, onDismiss }: NudgeCardProps) {
  return (
    <div class="nudge" data-shown={nudge ? '' : undefined}>
      {nudge && (
        <span class="nudge-badge">
          <NudgeGlyph kind={nudge.kind} />
        </span>
      )}
      <div class="nudge-words" role="status" data-testid="nudge" data-kind={nudge?.kind}>
        {nudge && (
          <>
            <p class="nudge-title">{nudge.title}</p>
            <p class="nudge-text">{nudge.text}</p>
          </>
        )}
      </div>
      {nudge && (
        <button type="button" class="button quiet" data-testid="nudge-dismiss" onClick={onDismiss}>
          Not now
        </button>
      )}
    </div>
  );
}
