// The fallback for consoles that hide their calls: all sound of the tab in front.

import './tab-audio.css';

export type TabAudioState =
  /** The page in front can't be captured. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'offered' }
  /** The browser has been asked. */
  | { readonly kind: 'starting' }
  /** `problem` is a sentence: why it can't be and what to do. */
  | { readonly kind: 'refused'; readonly problem: string };

export interface TabAudioProps {
  readonly state: TabAudioState;
  /** A call of a tab's sound is running. */
  readonly isListening: boolean;
  readonly onListen: () => void;
  readonly onStop: () => void;
}

export function TabAudio({ state, isListening, onListen, onStop }: TabAudioProps) {
  if (isListening) {
    return (
      <section class="tab-audio" aria-label="Tab audio">
        <p>This call is a tab’s sound: your own voice may be in it.</p>
        <button type="button" class="button quiet" data-testid="stop-tab" onClick={onStop}>
          Stop listening
        </button>
      </section>
    );
  }
  if (state.kind === 'unavailable') return null;
  return (
    <section class="tab-audio" aria-label="Tab audio">
      {state.kind === 'refused' ? (
        <p role="alert" data-testid="tab-problem">
          {state.problem}
        </p>
      ) : (
        <p>Calls on this page aren’t noticed?</p>
      )}
      <button
        type="button"
        class="button quiet"
        data-testid="listen-to-tab"
        disabled={state.kind === 'starting'}
        onClick={onListen}
      >
        Listen to this tab’s sound
      </button>
    </section>
  );
}
