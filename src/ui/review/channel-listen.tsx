// Two buttons that let a few seconds of either channel be heard.

import './channel-listen.css';
import { Icon } from '../icons.tsx';
import type { Listening } from './channel-player.ts';

export interface ChannelListenProps {
  /** Of the recording. */
  readonly name: string;
  readonly listening: Listening | null;
  readonly onListen: (channel: 'left' | 'right') => void;
  readonly onStop: () => void;
}

export function ChannelListen({ name, listening, onListen, onStop }: ChannelListenProps) {
  return (
    <fieldset class="listen">
      <legend class="visually-hidden">Listen to {name}</legend>
      {(['left', 'right'] as const).map((channel) => {
        const isHeard = listening?.channel === channel && listening.kind !== 'nothing';
        return (
          <button
            key={channel}
            type="button"
            class="listen-button"
            data-heard={isHeard ? '' : undefined}
            data-testid={`listen-${channel}`}
            onClick={() => (isHeard ? onStop() : onListen(channel))}
          >
            <Icon name={isHeard ? 'stop' : 'play'} />
            {isHeard ? 'Stop' : `Hear ${channel}`}
          </button>
        );
      })}
      <p class="listen-problem" role="status">
        {listening?.kind === 'nothing' && listening.problem}
      </p>
    </fieldset>
  );
}
