// The pattern that reads a case's reference from the console's address, and a place to try it. A pattern is saved when
// its field is left, if it is one.

import './case-options.css';
import { useState } from 'preact/hooks';
import {
  MAX_PATTERN_CHARACTERS,
  parseCasePattern,
  referenceIn,
} from '../../extension/settings/case-pattern.ts';

export interface CaseOptionsProps {
  /** The stored pattern; empty for none. */
  readonly pattern: string;
  readonly onPattern: (pattern: string) => void;
}

export function CaseOptions({ pattern, onPattern }: CaseOptionsProps) {
  /** What is being written; null while the field shows what is stored. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [address, setAddress] = useState('');
  const written = draft ?? pattern;
  const parsed = parseCasePattern(written);

  const save = () => {
    if (draft === null || parsed.kind === 'refused') return;
    setDraft(null);
    const next = parsed.kind === 'none' ? '' : draft;
    if (next === pattern) return;
    onPattern(next);
    setSaved(true);
  };

  return (
    <section aria-labelledby="case-heading">
      <h2 class="page-heading" id="case-heading">
        Case reference
      </h2>
      <p class="page-text">
        A reference ties a call to its case in your own systems. It can be typed in the live panel and on the
        review page. Where the console’s address names the case, a pattern can read it at the beginning of a
        call, and until one is found. Only the reference is kept, never the address.
      </p>
      <div class="case-options">
        <label>
          <span class="case-options-label">Pattern for the address</span>
          <input
            type="text"
            class="field case-options-code"
            autocomplete="off"
            spellcheck={false}
            maxLength={MAX_PATTERN_CHARACTERS}
            placeholder="/cases/([^/]+)"
            value={written}
            data-testid="case-pattern"
            aria-invalid={parsed.kind === 'refused'}
            aria-describedby="case-pattern-note case-pattern-help"
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              setSaved(false);
            }}
            onBlur={save}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.isComposing) save();
            }}
          />
        </label>
        <div class="field-foot">
          <p role="status" id="case-pattern-note" data-problem={parsed.kind === 'refused' ? '' : undefined}>
            {parsed.kind === 'refused' ? `${parsed.problem} ${LAST_IN_USE}` : isSaved && 'Saved'}
          </p>
        </div>
        <p class="case-options-help" id="case-pattern-help">
          A regular expression. What its first group fits is the reference; without a group, all that it fits.
          Empty: nothing is read.
        </p>
        <label>
          <span class="case-options-label">Try an address</span>
          <input
            type="text"
            class="field case-options-code"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://crm.example.com/cases/4711/view"
            value={address}
            data-testid="case-address"
            aria-describedby="case-found"
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
        <p class="case-found" role="status" id="case-found" data-testid="case-found">
          {foundWords(parsed, address)}
        </p>
      </div>
    </section>
  );
}

const LAST_IN_USE = 'Until then, the last pattern stays in use.';

function foundWords(parsed: ReturnType<typeof parseCasePattern>, address: string) {
  if (address.trim() === '') return 'What you try here is not stored.';
  if (parsed.kind !== 'ready') return 'Nothing is read: there is no pattern to read it with.';
  const reference = referenceIn(address, parsed.expression);
  if (reference === null) return 'Nothing is read: the pattern doesn’t fit this address.';
  return (
    <>
      Read from it: <b>{reference}</b>
    </>
  );
}
