// The consoles that Evenkeel can work in, each with a switch, and those that the user adds.

import './console-list.css';
import { useRef } from 'preact/hooks';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import type { Site } from '../../extension/consoles/site-choice.ts';
import { consoleRowsOf, ownRowsOf, type SiteRow } from './console-rows.ts';
import { OwnSiteField } from './own-site-field.tsx';
import { SiteSwitch } from './site-switch.tsx';

export interface ConsoleListProps {
  readonly access: SiteAccess;
  /** Called on the user's click; resolves to whether the site is as it was asked to be. */
  readonly onSwitch: (site: Site, on: boolean) => Promise<boolean>;
}

export function ConsoleList({ access, onSwitch }: ConsoleListProps) {
  const ownSite = useRef<HTMLInputElement>(null);
  const switchRow = async ({ site, isAdded }: SiteRow, on: boolean) => {
    const done = await onSwitch(site, on);
    // The row that had the focus is gone.
    if (isAdded) ownSite.current?.focus();
    return done;
  };
  const rows = [...ownRowsOf(access), ...consoleRowsOf(access)];
  return (
    <>
      <ul class="console-list" aria-label="Consoles">
        {rows.map((row) => (
          <SiteSwitch key={row.key} row={row} onSwitch={(on) => switchRow(row, on)} />
        ))}
      </ul>
      {access.allowed === null ? (
        <OwnSiteField field={ownSite} onAdd={(pattern) => onSwitch({ kind: 'own', pattern }, true)} />
      ) : (
        <p class="console-policy">
          Your organisation decides which consoles can be switched on. Ask your administrator for another one.
        </p>
      )}
    </>
  );
}
