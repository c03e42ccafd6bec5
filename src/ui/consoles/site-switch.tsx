// One site of the list: its name, its switch (or, if the user added it, a way to take it out), and what to know of it.

import './site-switch.css';
import { useState } from 'preact/hooks';
import type { SiteRow } from './console-rows.ts';

export interface SiteSwitchProps {
  readonly row: SiteRow;
  /** Resolves to whether the site is as it was asked to be. */
  readonly onSwitch: (on: boolean) => Promise<boolean>;
}

export function SiteSwitch({ row, onSwitch }: SiteSwitchProps) {
  const { key, name, hosts, state, isAdded, isTabSoundOnly, hints } = row;
  /** The outcome of the last press here; null before there was one. */
  const [outcome, setOutcome] = useState<'asking' | 'on' | 'refused' | null>(null);
  const isOn = state === 'on' || state === 'incomplete';
  const note = () => {
    if (outcome === 'asking') return 'Your browser is asking you.';
    if (state === 'off' && outcome === 'refused')
      return `The browser was not allowed to, so ${name} stays off.`;
    if (state === 'on' && outcome === 'on') return 'On. Reload its pages that are open.';
    if (state === 'incomplete' && isAdded)
      return 'The browser withholds it. Remove it and add it again to be asked.';
    return NOTES[state];
  };
  const change = (checkbox: HTMLInputElement) => {
    const on = checkbox.checked;
    // The switch shows the site's real state, not the wish.
    checkbox.checked = isOn;
    setOutcome(on ? 'asking' : null);
    void onSwitch(on).then((done) => setOutcome(on ? (done ? 'on' : 'refused') : null));
  };
  return (
    <li class="console-row" data-testid={`site-${key}`} data-state={outcome === 'asking' ? 'off' : state}>
      {isAdded ? (
        <div class="console-name">
          {name}
          <button
            type="button"
            class="link"
            aria-label={`Remove ${name}`}
            onClick={() => void onSwitch(false)}
          >
            Remove
          </button>
        </div>
      ) : (
        <label class="console-name">
          <span>
            {name}
            {isTabSoundOnly && <span class="tag">Tab sound only</span>}
          </span>
          <input
            type="checkbox"
            class="switch"
            checked={isOn}
            disabled={state === 'locked'}
            aria-describedby={`site-note-${key}`}
            onChange={(event) => change(event.currentTarget)}
          />
        </label>
      )}
      {hosts !== name && hosts !== '' && <p class="console-hosts">{hosts}</p>}
      <p class="console-note" id={`site-note-${key}`} role="status">
        {note()}
      </p>
      {isOn && hints.length > 0 && (
        <ul class="console-hints">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

const NOTES: Readonly<Record<SiteRow['state'], string>> = {
  off: '',
  on: '',
  incomplete: 'The browser withholds some of its addresses. Switch it off and on again to be asked for them.',
  locked: 'Not allowed by your organisation.',
};
