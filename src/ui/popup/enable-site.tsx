// The offer to work on the page in front, where Evenkeel may not yet.

import { hostOf } from '../format.ts';
import type { SiteState } from './site.ts';

export interface EnableSiteProps {
  readonly site: SiteState;
  readonly onEnable: (origin: string) => void;
  readonly onReload: () => void;
}

export function EnableSite({ site, onEnable, onReload }: EnableSiteProps) {
  if (site.kind === 'settled') return null;
  const host = hostOf(site.origin);
  return (
    <section class="site" aria-label="This site">
      {site.kind === 'can-be-enabled' ? (
        <>
          <p>
            Evenkeel is off on <b>{host}</b>.
          </p>
          <button
            type="button"
            class="button primary"
            data-testid="enable-site"
            onClick={() => onEnable(site.origin)}
          >
            Enable on this site
          </button>
        </>
      ) : (
        <>
          <p role="status">
            <b>{host}</b> is enabled. Reload the page to start.
          </p>
          <button type="button" class="button primary" data-testid="reload-page" onClick={onReload}>
            Reload the page
          </button>
        </>
      )}
    </section>
  );
}
