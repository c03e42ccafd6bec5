// The line that says which model listens at this moment. Read aloud when it changes.

import './in-use-line.css';
import { MODEL_WORDS } from '../model-words.ts';
import type { InUse } from './options-model.ts';

export function InUseLine({
  inUse,
  isStarting,
}: {
  readonly inUse: InUse | null;
  readonly isStarting: boolean;
}) {
  return (
    <p
      class="in-use with-dot"
      role="status"
      data-testid="in-use"
      data-model={inUse?.name}
      data-busy={isStarting || inUse?.next != null ? '' : undefined}
    >
      {inUse === null ? (
        isStarting ? (
          'Evenkeel is starting.'
        ) : (
          'No model is in use.'
        )
      ) : (
        <span>
          In use now: <b>{MODEL_WORDS[inUse.name].title}</b>.{' '}
          <span class="muted">Records call it {inUse.model}.</span>
          {inUse.next !== null && ` ${MODEL_WORDS[inUse.next].title} is loading.`}
        </span>
      )}
    </p>
  );
}
