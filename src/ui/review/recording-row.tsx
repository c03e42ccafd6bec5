// A recording in the list: what has become of it, and what can be done with it.

import './recording-row.css';
import { percent, scoreFigure, spokenDuration } from '../format.ts';
import { VERDICT_WORDS } from '../words.ts';
import { ChannelListen } from './channel-listen.tsx';
import type { Listening } from './channel-player.ts';
import { otherChannel, takenWords } from './channel-words.ts';
import type { CustomerChoice, QueuedRecording } from './recording-queue.ts';
import { secondsLeft } from './review-model.ts';

export interface RecordingRowProps {
  readonly recording: QueuedRecording;
  /** What is chosen for the recordings that come next. */
  readonly chosen: CustomerChoice;
  /** What is listened to of this recording. */
  readonly listening: Listening | null;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
  readonly onAgain: (choice: CustomerChoice) => void;
  readonly onListen: (channel: 'left' | 'right') => void;
  readonly onStopListening: () => void;
  readonly onRemove: () => void;
}

export function RecordingRow(props: RecordingRowProps) {
  const { recording, listening, isOpen, onOpen, onCancel, onListen, onStopListening, onRemove } = props;
  const { file, state, channels, taken } = recording;
  const isBusy = state.kind === 'waiting' || state.kind === 'analysing';
  return (
    <li
      class="shelf-row"
      data-row={recording.id}
      data-open={isOpen ? '' : undefined}
      data-state={state.kind}
      data-testid="recording"
    >
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
      {taken && (
        <p class="shelf-taken" data-testid="taken">
          {takenWords(taken)}
        </p>
      )}
      {channels !== null && channels > 1 && (
        <ChannelListen name={file.name} listening={listening} onListen={onListen} onStop={onStopListening} />
      )}
      <Again {...props} />
    </li>
  );
}

/** Other ways to analyse a recording that has had its turn. */
function Again({ recording, chosen, onAgain }: RecordingRowProps) {
  const { state, taken, choice } = recording;
  const other = taken && otherChannel(taken.customer);
  const offers: { readonly choice: CustomerChoice; readonly words: string }[] = [];
  if (state.kind === 'cancelled') offers.push({ choice: chosen, words: 'Analyse it after all' });
  if (state.kind === 'failed') offers.push({ choice: chosen, words: 'Try again' });
  if (state.kind === 'analysed' && other) offers.push({ choice: other, words: `Take the ${other} channel` });
  if (state.kind === 'analysed' && taken && ![choice, taken.customer, other].includes(chosen)) {
    offers.push({ choice: chosen, words: 'Analyse again as chosen above' });
  }
  if (offers.length === 0) return null;
  return (
    <p class="shelf-again">
      {offers.map(({ choice, words }) => (
        <button key={words} type="button" class="link" onClick={() => onAgain(choice)} data-testid="again">
          {words}
        </button>
      ))}
    </p>
  );
}

function Progress({ recording: { state, file, channels, taken } }: Pick<RecordingRowProps, 'recording'>) {
  switch (state.kind) {
    case 'waiting':
      return <p class="shelf-state">Waiting for its turn</p>;
    case 'analysing': {
      const share = state.total > 0 ? Math.min(1, state.seconds / state.total) : 0;
      const left = secondsLeft(state, Date.now());
      const isGuessing = channels !== null && channels > 1 && taken === null;
      const beginning = isGuessing ? 'Looking for the customer’s channel' : 'Loading the model';
      return (
        <>
          <progress class="shelf-progress" value={share} aria-label={`Analysing ${file.name}`} />
          <p class="shelf-state">
            {state.seconds === 0 ? beginning : percent(share)}
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
