// The diagnostics page: how far a console's sound gets, what stops it, and what to do.

import './diagnostics.css';
import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { hostOf } from '../format.ts';
import { Icon } from '../icons.tsx';
import { NameMark } from '../name-mark.tsx';
import type { Diagnosis, Step } from './diagnose.ts';
import { FINDING_WORDS, STATE_WORDS, STEP_TITLES, summaryOf } from './diagnosis-words.ts';
import { type Installation, supportWords } from './support-words.ts';

export interface DiagnosticsActions {
  reloadPage(): void;
  openSettings(): void;
  /** Resolves when the text is in the clipboard. */
  copy(text: string): Promise<void>;
}

export interface DiagnosticsProps {
  /** Null until everything was asked once. */
  readonly diagnosis: ReadonlySignal<Diagnosis | null>;
  readonly installation: Installation;
  readonly actions: DiagnosticsActions;
}

const STATE_ICONS = { done: 'good', waiting: 'none', stopped: 'bad', 'not-reached': 'none' } as const;

export function Diagnostics({ diagnosis, installation, actions }: DiagnosticsProps) {
  const found = diagnosis.value;
  return (
    <div class="diagnostics">
      <header>
        <NameMark />
      </header>
      <main class="diagnostics-main">
        <h1 class="page-title">Does Evenkeel hear the call?</h1>
        {found === null ? (
          <p class="muted" role="status">
            Evenkeel is looking.
          </p>
        ) : (
          <>
            <p class="diagnostics-summary" role="status" data-testid="summary">
              {summaryOf(found.steps)}{' '}
              {found.origin !== null && <span class="muted">Console: {hostOf(found.origin)}</span>}
            </p>
            <ol class="steps">
              {found.steps.map((step) => (
                <StepItem key={step.id} step={step} actions={actions} />
              ))}
            </ol>
            <CopyReport text={supportWords(found, installation)} onCopy={actions.copy} />
          </>
        )}
      </main>
    </div>
  );
}

function StepItem({ step, actions }: { readonly step: Step; readonly actions: DiagnosticsActions }) {
  const words = step.state === 'not-reached' ? null : FINDING_WORDS[step.finding];
  return (
    <li class="step" data-state={step.state} data-testid={`step-${step.id}`}>
      <span class="step-mark">
        <Icon name={STATE_ICONS[step.state]} />
      </span>
      <div class="step-words">
        <h2 class="step-title">
          {STEP_TITLES[step.id]} <span class="step-state">{STATE_WORDS[step.state]}</span>
        </h2>
        {step.state !== 'not-reached' && words !== null && (
          <>
            <p>{words.text}</p>
            {step.state !== 'done' && words.fix !== null && <p class="step-fix">{words.fix}</p>}
            {step.details.map((detail) => (
              <p key={detail} class="step-fix">
                {detail}
              </p>
            ))}
            {step.finding === 'no-script' && (
              <button
                type="button"
                class="button quiet"
                data-testid="reload-page"
                onClick={actions.reloadPage}
              >
                Reload the page
              </button>
            )}
            {step.finding === 'closed-frames' && (
              <button type="button" class="button quiet" onClick={actions.openSettings}>
                Open the settings
              </button>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function CopyReport({
  text,
  onCopy,
}: {
  readonly text: string;
  readonly onCopy: DiagnosticsActions['copy'];
}) {
  const [outcome, setOutcome] = useState('');
  const copy = () =>
    onCopy(text).then(
      () => setOutcome('Copied.'),
      () => setOutcome('The browser did not allow it. Select the text below instead.'),
    );
  return (
    <section class="report" aria-labelledby="report-heading">
      <h2 class="page-heading" id="report-heading">
        For your support desk
      </h2>
      <p class="muted">The same as text. It names the console’s site, and no call, customer or agent.</p>
      <div class="report-row">
        <button type="button" class="button quiet" data-testid="copy" onClick={() => void copy()}>
          Copy as text
        </button>
        <span role="status">{outcome}</span>
      </div>
      <details>
        <summary>Show the text</summary>
        <pre class="report-text" data-testid="report">
          {text}
        </pre>
      </details>
    </section>
  );
}
