// The offer to work on the page in front, where Evenkeel may not yet.

import './enable-site.css';
import type { Site } from '../../extension/consoles/site-choice.ts';
import { hostOf } from '../format.ts';
import type { SiteState } from './site.ts';

export interface EnableSiteProps {
  readonly site: SiteState;
  readonly onEnable: (site: Site) => void;
  readonly onReload: () => void;
}

export function EnableSite({ site, onEnable, onReload }: EnableSiteProps) {
  if (site.kind === 'settled') return null;
  return (
    <section class="site" aria-label="This site">
      <Offer site={site} onEnable={onEnable} onReload={onReload} />
    </section>
  );
}

function Offer({
  site,
  onEnable,
  onReload,
}: EnableSiteProps & { site: Exclude<SiteState, { kind: 'settled' }> }) {
  const host = <b>{hostOf(site.origin)}</b>;
  switch (site.kind) {
    case 'can-be-enabled':
      return (
        <>
          <p>
            Evenkeel is off on {host}
            {site.console !== null && ` (${site.console})`}.
          </p>
          <button
            type="button"
            class="button primary"
            data-testid="enable-site"
            onClick={() => onEnable(site.site)}
          >
            {site.console === null ? 'Enable on this site' : `Enable for ${site.console}`}
          </button>
        </>
      );
    case 'not-allowed':
      return (
        <p>
          Evenkeel is off on {host}: your organisation allows other sites only. Ask your administrator if
          calls come in here.
        </p>
      );
    case 'just-enabled':
      return (
        <>
          <p role="status">{host} is enabled. Reload the page to start.</p>
          <button type="button" class="button primary" data-testid="reload-page" onClick={onReload}>
            Reload the page
          </button>
        </>
      );
  }
}
