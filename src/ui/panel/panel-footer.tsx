// The panel's last lines: privacy, sound that the machine was too slow for, and a link to earlier calls.

import './panel-footer.css';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';
import { spokenDuration } from '../format.ts';

export interface PanelFooterProps {
  readonly windowsLate: number;
  readonly missing: CallSnapshot['missing'];
  /** Id of the call that has just ended; null while one runs, and when there is none. */
  readonly ended: string | null;
  /** Whether past calls can be opened on this machine. */
  readonly canReview: boolean;
}

/** Shorter holes are only in the record. */
const TOLD_FROM_SECONDS = 1;

export function PanelFooter({ windowsLate, missing, ended, canReview }: PanelFooterProps) {
  const query = ended === null ? '' : `?${new URLSearchParams({ call: ended })}`;
  return (
    <footer class="panel-footer">
      <p>Runs on this machine. No audio is stored.</p>
      {windowsLate > 0 && (
        <p data-testid="windows-late">
          {windowsLate === 1 ? '1 second was' : `${windowsLate} seconds were`} left out: this machine is busy.
        </p>
      )}
      {(missing?.interrupted ?? 0) >= TOLD_FROM_SECONDS && (
        <p data-testid="missing-interrupted">
          Missing from this call: {spokenDuration(missing?.interrupted ?? 0)}. The analysis was interrupted.
        </p>
      )}
      {(missing?.lost ?? 0) >= TOLD_FROM_SECONDS && (
        <p data-testid="missing-lost">
          Missing from this call: {spokenDuration(missing?.lost ?? 0)}. No sound arrived.
        </p>
      )}
      {canReview && (
        <a
          class="link"
          href={`/review.html${query}`}
          target="_blank"
          data-testid="open-review"
          rel="noopener"
        >
          {ended === null ? 'Review calls' : 'Review this call'}
        </a>
      )}
      <a class="link" href="/diagnostics.html" target="_blank" data-testid="open-diagnostics" rel="noopener">
        Not hearing a call?
      </a>
    </footer>
  );
}
