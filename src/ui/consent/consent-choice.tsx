// How customers come to know: on every call by the agent, or once for all calls of a console.

import './consent-choice.css';
import { CONSENT_CHOICES, type ConsentChoice } from '../../extension/settings/consent-mode.ts';
import type { Setting } from '../../extension/settings/effective-settings.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { Announcement } from '../announcement.tsx';
import { SetByOrganisation } from '../set-by-organisation.tsx';

export interface ConsentChoiceProps {
  readonly setting: Setting<ConsentMode>;
  readonly onChoose: (choice: ConsentChoice) => void;
}

const WORDS: Readonly<Record<ConsentMode, { readonly title: string; readonly text: string }>> = {
  ask: {
    title: 'Ask me on every call',
    text: 'Nothing is heard until you say that you have told the customer. Right where nobody else tells them.',
  },
  remember: {
    title: 'Let me remember it for a console',
    text: 'The same question, with a box to tick: from then on calls of that console start by themselves. Right where an announcement tells every customer before you answer.',
  },
  announced: {
    title: 'Customers are told before you answer',
    text: 'Your organisation tells every customer, so calls start by themselves. A second line is still asked about: it may be a colleague.',
  },
};

export function ConsentChoiceFields({ setting, onChoose }: ConsentChoiceProps) {
  const { value: mode, isLocked } = setting;
  const choices: readonly ConsentMode[] = isLocked ? [mode] : CONSENT_CHOICES;
  return (
    <>
      {isLocked && <SetByOrganisation id="consent-lock" />}
      <fieldset
        class="consent-choices"
        disabled={isLocked}
        aria-describedby={isLocked ? 'consent-lock' : undefined}
      >
        <legend class="visually-hidden">How customers are told</legend>
        {choices.map((choice) => (
          <label key={choice} class="consent-choice" data-chosen={choice === mode ? '' : undefined}>
            <input
              type="radio"
              name="consent"
              value={choice}
              checked={choice === mode}
              data-testid={`consent-choice-${choice}`}
              onChange={() => {
                if (choice !== 'announced') onChoose(choice);
              }}
            />
            <span>
              <b>{WORDS[choice].title}</b>
              <span class="consent-choice-text">{WORDS[choice].text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {mode !== 'announced' && <Announcement languages={navigator.languages} />}
    </>
  );
}
