// The reference to a call's case, written in place. It is saved when the field is left.

import { useId, useState } from 'preact/hooks';
import { cleanReference, MAX_REFERENCE_CHARACTERS } from '../call/call-reference.ts';

export interface CaseReferenceProps {
  readonly reference: string | null;
  /** Told the reference that was written; null when it was taken away. */
  readonly onChange: (reference: string | null) => void;
}

export function CaseReference({ reference, onChange }: CaseReferenceProps) {
  const id = useId();
  /** What is being written; null while the field shows what is stored. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const save = () => {
    if (draft === null) return;
    setDraft(null);
    const written = cleanReference(draft);
    if (written === reference) return;
    onChange(written);
    setSaved(true);
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
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) save();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <p class="case-saved" role="status">
        {isSaved && 'Saved'}
      </p>
    </div>
  );
}
