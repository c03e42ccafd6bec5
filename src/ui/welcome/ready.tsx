// After the steps: where Evenkeel is from now on.

import './ready.css';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';

export interface ReadyProps {
  readonly access: SiteAccess;
  /** The keys that open the live panel; null where the browser has none for it. */
  readonly shortcut: string | null;
  readonly onOpenSettings: () => void;
  readonly onClose: () => void;
}

export function Ready({ access, shortcut, onOpenSettings, onClose }: ReadyProps) {
  return (
    <div class="welcome-ready">
      <ol class="welcome-hints">
        <li>
          <b>Pin the button.</b> Press the puzzle piece beside the address bar, then the pin beside Evenkeel.
          The button shows the score, and the way to everything else.
        </li>
        <li>
          <b>Open the live panel.</b>{' '}
          {shortcut === null ? (
            'Press Evenkeel’s button, then “Open live panel”.'
          ) : (
            <>
              Press <Keys shortcut={shortcut} />, or Evenkeel’s button and then “Open live panel”.
            </>
          )}
        </li>
        <li>
          {access.inForce.length === 0 ? (
            <>
              <b>Switch a console on.</b> None is yet. Open yours and press Evenkeel’s button there, or choose
              it in the settings.
            </>
          ) : (
            <>
              <b>Reload your console.</b> Pages that were open before Evenkeel came are heard after a reload.
            </>
          )}
        </li>
      </ol>
      <div class="button-row welcome-buttons">
        <button type="button" class="button primary" data-testid="close-welcome" onClick={onClose}>
          Close this page
        </button>
        <button type="button" class="button quiet" data-testid="welcome-settings" onClick={onOpenSettings}>
          Open settings
        </button>
      </div>
    </div>
  );
}

function Keys({ shortcut }: { readonly shortcut: string }) {
  return shortcut.split('+').map((key, index) => (
    <>
      {index > 0 && ' + '}
      <kbd>{key}</kbd>
    </>
  ));
}
