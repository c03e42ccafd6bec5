// The first page after installing: three steps, and where to go from there.

import './welcome.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import type { ConsentChoice } from '../../extension/settings/consent-mode.ts';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import { ConsentChoiceFields } from '../consent/consent-choice.tsx';
import { ConsoleList, type ConsoleListProps } from '../consoles/console-list.tsx';
import { NameMark } from '../name-mark.tsx';
import { Ready } from './ready.tsx';
import { WhatItDoes } from './what-it-does.tsx';

export interface WelcomeActions {
  switchSite: ConsoleListProps['onSwitch'];
  chooseConsent(choice: ConsentChoice): void;
  openSettings(): void;
  close(): void;
}

export interface WelcomeProps {
  /** Null until it is read. */
  readonly access: ReadonlySignal<SiteAccess | null>;
  /** What holds; null until it is read. */
  readonly settings: ReadonlySignal<EffectiveSettings | null>;
  /** The keys that open the live panel; null where there are none, and until they are known. */
  readonly shortcut: ReadonlySignal<string | null>;
  readonly actions: WelcomeActions;
}

const STEPS = [
  {
    name: 'What it does',
    title: 'Evenkeel hears how the customer sounds',
    text: 'And helps you keep the call on an even keel. Nothing is heard of customers who don’t know of it.',
  },
  {
    name: 'Your console',
    title: 'Where do you take your calls?',
    text: 'Switch on the console you work in. Your browser then asks you for the addresses that stand there, and for no others. None of the named ones has been tried with Evenkeel: what is said of them comes from public documentation.',
  },
  {
    name: 'Your customers',
    title: 'How do customers come to know?',
    text: 'They have a right to know that a computer estimates how they sound. If one objects, a press stops the analysis and deletes the call.',
  },
] as const;

const READY = {
  title: 'That’s all',
  text: 'Three things to do now. You can change everything later in the settings.',
} as const;

export function Welcome({ access, settings, shortcut, actions }: WelcomeProps) {
  const [step, setStep] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    // The next step is read from its heading on; the page itself is not interrupted when it opens.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);

  const { title, text } = STEPS[step] ?? READY;
  return (
    <div class="welcome">
      <header class="welcome-header">
        <NameMark />
        <ol class="welcome-steps" aria-label="Steps">
          {STEPS.map(({ name }, index) => (
            <li
              key={name}
              aria-current={index === step ? 'step' : undefined}
              data-done={index < step ? '' : undefined}
            >
              <span class="welcome-step-number">{index + 1}</span>
              <span class="welcome-step-name">{name}</span>
            </li>
          ))}
        </ol>
      </header>
      <main class="welcome-main">
        <h1 class="page-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        <p class="page-text welcome-text">{text}</p>
        {step === 0 && <WhatItDoes />}
        {step === 1 && access.value && <ConsoleList access={access.value} onSwitch={actions.switchSite} />}
        {step === 2 && settings.value && (
          <ConsentChoiceFields setting={settings.value.consent} onChoose={actions.chooseConsent} />
        )}
        {step === STEPS.length && access.value && (
          <Ready
            access={access.value}
            shortcut={shortcut.value}
            onOpenSettings={actions.openSettings}
            onClose={actions.close}
          />
        )}
      </main>
      {step < STEPS.length && (
        <footer class="welcome-footer">
          <button type="button" class="button primary" data-testid="next" onClick={() => setStep(step + 1)}>
            {step < STEPS.length - 1 ? 'Next' : 'Done'}
          </button>
          {step > 0 && (
            <button type="button" class="button quiet" data-testid="back" onClick={() => setStep(step - 1)}>
              Back
            </button>
          )}
        </footer>
      )}
    </div>
  );
}
