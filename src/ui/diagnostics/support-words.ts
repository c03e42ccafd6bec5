// A diagnosis as text, for a support desk. It names the console's origin and no other address, no call and nobody.

import type { Diagnosis } from './diagnose.ts';
import { FINDING_WORDS, STATE_WORDS, STEP_TITLES } from './diagnosis-words.ts';

export interface Installation {
  /** Evenkeel's version. */
  readonly version: string;
  /** Such as "Chromium 148". */
  readonly browser: string;
}

/** Sentences of other parts may quote what a page or a file is called. */
function withoutAddresses(sentence: string): string {
  return sentence.replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '(address)');
}

export function supportWords({ origin, steps }: Diagnosis, { version, browser }: Installation): string {
  const lines = steps.map((step) => {
    const head = `[${STATE_WORDS[step.state]}] ${STEP_TITLES[step.id]}`;
    if (step.state === 'not-reached') return head;
    return [`${head}:`, FINDING_WORDS[step.finding].text, ...step.details.map(withoutAddresses)].join(' ');
  });
  return [`Evenkeel ${version}, ${browser}`, `Console: ${origin ?? 'not known'}`, '', ...lines, ''].join(
    '\n',
  );
}
