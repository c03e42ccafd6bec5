// Which nudges are shown during a call, and what they say.

import { NUDGE_KINDS } from '../../coaching/nudge.ts';
import { type NudgeSettings, withNudgeChoice } from '../../settings/nudge-settings.ts';
import { NudgeChoiceRow } from './nudge-choice-row.tsx';

export interface NudgeOptionsProps {
  readonly settings: NudgeSettings;
  readonly onChange: (settings: NudgeSettings) => void;
}

export function NudgeOptions({ settings, onChange }: NudgeOptionsProps) {
  return (
    <section aria-labelledby="nudge-heading">
      <h2 class="options-heading" id="nudge-heading">
        Nudges
      </h2>
      <p class="options-text">
        A short hint in the panel when the call gives reason for one: rarely, one at a time, and never while
        the panel is not sure. Where several would fit, the first of this list is shown. Changes are saved as
        you make them, and hold for a running call too.
      </p>
      <label class="nudges-switch">
        <input
          type="checkbox"
          class="switch"
          data-testid="nudges-shown"
          checked={settings.shown}
          onChange={(event) => onChange({ ...settings, shown: event.currentTarget.checked })}
        />
        Show nudges during a call
      </label>
      <ul class="nudge-list" data-off={settings.shown ? undefined : ''}>
        {NUDGE_KINDS.map((kind) => (
          <NudgeChoiceRow
            key={kind}
            kind={kind}
            choice={settings.kinds[kind]}
            isOff={!settings.shown}
            onChange={(change) => onChange(withNudgeChoice(settings, kind, change))}
          />
        ))}
      </ul>
    </section>
  );
}
