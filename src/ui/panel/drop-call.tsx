// The way out while a call is listened to: the customer objected, or it isn't a customer.

import { useState } from 'preact/hooks';
import type { Drop } from '../../extension/messages/decision.ts';
import { Confirm } from '../confirm.tsx';

const CHOICES: readonly { decision: Drop; label: string; question: string }[] = [
  {
    decision: 'objected',
    label: 'Customer objected',
    question: 'Stop listening and delete everything analysed of this call?',
  },
  {
    decision: 'colleague',
    label: 'This is a colleague',
    question: 'Stop listening to this line and delete everything analysed of it?',
  },
];

export function DropCall({ onDrop }: { readonly onDrop: (decision: Drop) => void }) {
  const [asking, setAsking] = useState<Drop | null>(null);
  return (
    <div class="button-row">
      {CHOICES.filter(({ decision }) => asking === null || asking === decision).map((choice) => (
        <Confirm
          key={choice.decision}
          label={choice.label}
          question={choice.question}
          confirmLabel="Stop and delete"
          cancelLabel="Keep listening"
          testId={`consent-${choice.decision}`}
          onConfirm={() => onDrop(choice.decision)}
          onOpen={(open) => setAsking(open ? choice.decision : null)}
        />
      ))}
    </div>
  );
}
