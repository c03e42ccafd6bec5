// The reference to a call's case, written in place. It is saved when the field is left.

import './case-reference.css';
import { useId, useState } from 'preact/hooks';
import { errorMessage } from '../analysis/errors.ts';
import { cleanReference, MAX_REFERENCE_CHARACTERS } from '../extension/settings/call-reference.ts';

export interface CaseReferenceProps {
  readonly reference: string | null;
  /** Told the reference that was written; null when it was taken away. Resolves when it is stored. */
  readonly onChange: (reference: string | null) => Promise<void>;
}

export function CaseReference({ reference, onChange }: CaseReferenceProps) {
  const id = useId();
  /** What is being written; null while the field shows what is stored. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (draft === null) return;
    setDraft(null);
    const written = cleanReference(draft);
    if (written === reference && problem === null) return;
    setProblem(null);
    try {
      await onChange(written);
      setSaved(true);
    } catch (error) {
      // The text stays for another try, unless the agent writes something else by now.
      setDraft((now) => now ?? draft);
      setProblem(`Not saved: ${errorMessage(error)} Press Enter to try again.`);
    }
  };
  return (
    <div class="case" data-empty={(draft ?? reference) ? undefined : ''}>
      <label for={id}>Case</label>
      <input
        id={id}
        class="case-field"
        type="text"
        autocomplete="off"
        spellcheck={false}
        maxLength={MAX_REFERENCE_CHARACTERS}
        placeholder="Add a reference"
        value={draft ?? reference ?? ''}
        data-testid="case-reference"
        onInput={(event) => {
          setDraft(event.currentTarget.value);
          setSaved(false);
          setProblem(null);
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) void save();
          if (event.key === 'Escape') {
            setDraft(null);
            setProblem(null);
          }
        }}
      />
      <p class="case-saved" role="status">
        {problem ?? (isSaved && draft === null && 'Saved')}
      </p>
    </div>
  );
}
