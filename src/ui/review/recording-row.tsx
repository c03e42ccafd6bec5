// A recording in the list: what has become of it, and what can be done with it.

import type { CustomerChannel } from '../../audio/customer-channel.ts';
import type { QueuedRecording } from '../../call/recording-queue.ts';
import { percent, scoreFigure, spokenDuration } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import { secondsLeft } from './review-view.ts';

export interface RecordingRowProps {
  readonly recording: QueuedRecording;
  /** The channel that is chosen for what is analysed next. */
  readonly chosen: CustomerChannel;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
  readonly onAgain: (customer: CustomerChannel) => void;
  readonly onRemove: () => void;
}

const AGAIN_WORDS = {
  cancelled: 'Analyse it after all',
  failed: 'Try again',
  analysed: 'Analyse again with the chosen channel',
} as const;

export function RecordingRow(props: RecordingRowProps) {
  const { recording, chosen, isOpen, onOpen, onCancel, onAgain, onRemove } = props;
  const { file, state, customer } = recording;
  const isBusy = state.kind === 'waiting' || state.kind === 'analysing';
  return (
    <li class="shelf-row" data-open={isOpen ? '' : undefined} data-state={state.kind} data-testid="recording">
      <div class="shelf-top">
        {state.kind === 'analysed' ? (
          <button type="button" class="shelf-name" aria-current={isOpen} onClick={onOpen}>
            {file.name}
          </button>
        ) : (
          <span class="shelf-name">{file.name}</span>
        )}
        <button
          type="button"
          class="link"
          onClick={isBusy ? onCancel : onRemove}
          aria-label={`${isBusy ? 'Cancel' : 'Remove'} ${file.name}`}
          data-testid={isBusy ? 'cancel' : 'remove'}
        >
          {isBusy ? 'Cancel' : 'Remove'}
        </button>
      </div>
      <Progress recording={recording} />
      {(state.kind === 'cancelled' ||
        state.kind === 'failed' ||
        (state.kind === 'analysed' && customer !== chosen)) && (
        <button type="button" class="link" onClick={() => onAgain(chosen)} data-testid="again">
          {AGAIN_WORDS[state.kind]}
        </button>
      )}
    </li>
  );
}

function Progress({ recording: { state, file } }: Pick<RecordingRowProps, 'recording'>) {
  switch (state.kind) {
    case 'waiting':
      return <p class="shelf-state">Waiting for its turn</p>;
    case 'analysing': {
      const share = state.total > 0 ? Math.min(1, state.seconds / state.total) : 0;
      const left = secondsLeft(state, Date.now());
      return (
        <>
          <progress class="shelf-progress" value={share} aria-label={`Analysing ${file.name}`} />
          <p class="shelf-state">
            {state.seconds === 0 ? 'Loading the model' : percent(share)}
            {left !== null && `, about ${spokenDuration(left)} left`}
          </p>
        </>
      );
    }
    case 'analysed': {
      const { score, verdict } = state.analysis;
      return (
        <p class="shelf-state" data-tone={VERDICT_WORDS[verdict].tone}>
          {score === null ? '' : `${scoreFigure(score)} · `}
          {VERDICT_WORDS[verdict].title}
        </p>
      );
    }
    case 'failed':
      return (
        <p class="shelf-problem" role="alert">
          {state.problem}
        </p>
      );
    case 'cancelled':
      return <p class="shelf-state">Cancelled</p>;
  }
}
