// A button that asks once more, in place, before it does something that can't be undone.

import './confirm.css';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface ConfirmProps {
  readonly label: string;
  readonly question: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly testId?: string;
  readonly onConfirm: () => void;
  /** Told when the question is opened or closed, so that neighbours can make room. */
  readonly onOpen?: (open: boolean) => void;
}

/** Focus goes to the confirming button when the question opens, and back to where it was when it is withdrawn. */
export function Confirm(props: ConfirmProps) {
  const { label, question, confirmLabel, cancelLabel, testId, onConfirm, onOpen } = props;
  const [open, setOpen] = useState(false);
  const confirmButton = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (open) confirmButton.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);

  const change = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };

  if (!open) {
    return (
      <button
        type="button"
        class="button quiet"
        ref={opener}
        data-testid={testId}
        onClick={() => change(true)}
      >
        {label}
      </button>
    );
  }
  return (
    <fieldset
      class="confirm"
      onKeyDown={(event) => {
        if (event.key === 'Escape') change(false);
      }}
    >
      <legend class="confirm-question">{question}</legend>
      <button
        type="button"
        class="button danger"
        ref={confirmButton}
        data-testid={testId && `${testId}-confirm`}
        onClick={() => {
          change(false);
          onConfirm();
        }}
      >
        {confirmLabel}
      </button>
      <button type="button" class="button quiet" onClick={() => change(false)}>
        {cancelLabel}
      </button>
    </fieldset>
  );
}
