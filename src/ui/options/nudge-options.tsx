// Which nudges are shown during a call, and what they say.

import './nudge-options.css';
import { NUDGE_KINDS } from '../../analysis/coaching/nudge.ts';
import type { Setting } from '../../extension/settings/effective-settings.ts';
import { type NudgeSettings, withNudgeChoice } from '../../extension/settings/nudge-settings.ts';
import { SetByOrganisation } from '../set-by-organisation.tsx';
import { NudgeChoiceRow } from './nudge-choice-row.tsx';

export interface NudgeOptionsProps {
  readonly settings: Setting<NudgeSettings>;
  readonly onChange: (settings: NudgeSettings) => void;
}

export function NudgeOptions({ settings, onChange }: NudgeOptionsProps) {
  const { value, chosen, isLocked } = settings;
  return (
    <section aria-labelledby="nudge-heading">
      <h2 class="page-heading" id="nudge-heading">
        Nudges
      </h2>
      <p class="page-text">
        A short hint in the panel when the call gives reason for one: rarely, one at a time, and never while
        the panel is not sure. Where several would fit, the first of this list is shown. Changes are saved as
        you make them, and hold for a running call too.
      </p>
      <label class="nudges-switch">
        <input
          type="checkbox"
          class="switch"
          data-testid="nudges-shown"
          checked={value.shown}
          disabled={isLocked}
          aria-describedby={isLocked ? 'nudges-locked' : undefined}
          onChange={(event) => onChange({ ...chosen, shown: event.currentTarget.checked })}
        />
        Show nudges during a call
        {isLocked && <SetByOrganisation id="nudges-locked" />}
      </label>
      <ul class="nudge-list" data-off={value.shown ? undefined : ''}>
        {NUDGE_KINDS.map((kind) => (
          <NudgeChoiceRow
            key={kind}
            kind={kind}
            choice={value.kinds[kind]}
            isOff={!value.shown}
            onChange={(change) => onChange(withNudgeChoice(chosen, kind, change))}
          />
        ))}
      </ul>
    </section>
  );
}
