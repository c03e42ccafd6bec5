// One kind of nudge: whether it is shown, when it comes, and its text. A text is saved when the field is left.

import './nudge-choice-row.css';
import { useRef, useState } from 'preact/hooks';
import type { NudgeKind } from '../../analysis/coaching/nudge.ts';
import { NUDGE_TEXT_MAX, type NudgeChoice } from '../../extension/settings/nudge-settings.ts';
import { NudgeGlyph } from '../nudge-glyph.tsx';
import { NUDGE_WORDS } from '../nudge-words.ts';

/** The row tells how many characters are left from here on. */
const TELL_LEFT_FROM = 20;

export interface NudgeChoiceRowProps {
  readonly kind: NudgeKind;
  readonly choice: NudgeChoice;
  /** Nudges are off altogether. */
  readonly isOff: boolean;
  readonly onChange: (change: Partial<NudgeChoice>) => void;
}

export function NudgeChoiceRow({ kind, choice, isOff, onChange }: NudgeChoiceRowProps) {
  const words = NUDGE_WORDS[kind];
  const field = useRef<HTMLTextAreaElement>(null);
  /** What is being written; null while the field shows what is stored. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const shownText = draft ?? choice.text ?? words.text;
  const isEmpty = shownText.trim() === '';
  const left = NUDGE_TEXT_MAX - shownText.length;

  const save = () => {
    if (draft === null || isEmpty) return;
    // A nudge is one paragraph.
    const written = draft.replace(/\s+/g, ' ').trim();
    const text = written === words.text ? null : written;
    setDraft(null);
    if (text === choice.text) return;
    onChange({ text });
    setSaved(true);
  };
  const reset = () => {
    setDraft(null);
    if (choice.text !== null) onChange({ text: null });
    setSaved(true);
    // The button disappears, so the focus goes to the text.
    field.current?.focus();
  };

  return (
    <li class="nudge-choice" data-testid={`nudge-${kind}`} data-off={choice.shown ? undefined : ''}>
      <h3 class="nudge-choice-title">
        <label>
          <span class="nudge-choice-glyph">
            <NudgeGlyph kind={kind} />
          </span>
          <span class="nudge-choice-name">{words.title}</span>
          <input
            type="checkbox"
            class="switch"
            disabled={isOff}
            checked={choice.shown}
            aria-describedby={`nudge-when-${kind}`}
            onChange={(event) => onChange({ shown: event.currentTarget.checked })}
          />
        </label>
      </h3>
      <p class="nudge-choice-when" id={`nudge-when-${kind}`}>
        {words.when}
      </p>
      <div class="nudge-choice-text">
        <textarea
          ref={field}
          class="field"
          rows={2}
          maxLength={NUDGE_TEXT_MAX}
          disabled={isOff || !choice.shown}
          aria-label={`Text for ${words.title.toLowerCase()}`}
          aria-invalid={isEmpty}
          aria-describedby={`nudge-note-${kind}`}
          value={shownText}
          onInput={(event) => {
            setDraft(event.currentTarget.value);
            setSaved(false);
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            save();
          }}
        />
        <div class="field-foot">
          <p role="status" id={`nudge-note-${kind}`} data-problem={isEmpty ? '' : undefined}>
            {isEmpty
              ? 'A nudge needs a text. Until there is one, the last one stays in use.'
              : isSaved && 'Saved'}
          </p>
          {!isEmpty && draft !== null && left <= TELL_LEFT_FROM && (
            <p class="field-left">{left === 1 ? '1 character left' : `${left} characters left`}</p>
          )}
          {shownText !== words.text && choice.shown && !isOff && (
            <button type="button" class="link" onClick={reset}>
              Reset to default
            </button>
          )}
        </div>
      </div>
    </li>
  );
}
