// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { Listening } from './channel-player.ts';
import type { CustomerChoice, QueuedRecording, RecordingState } from './recording-queue.ts';
import { RecordingRow } from './recording-row.tsx';

const CALL = { id: 'a', seed: 3, course: 'resolved', seconds: 60, state: 'ended' } as const;
const analysed: RecordingState = {
  kind: 'analysed',
  analysis: { ...fixtureSummary(CALL), windows: fixtureWindows(CALL) },
  levels: { customer: [], other: [] },
};
const analysing: RecordingState = { kind: 'analysing', seconds: 0, total: 0, beganAt: 0 };

function show(
  recording: Partial<QueuedRecording>,
  { chosen = 'guess', listening = null }: { chosen?: CustomerChoice; listening?: Listening | null } = {},
) {
  const actions = { onAgain: vi.fn(), onListen: vi.fn(), onStopListening: vi.fn() };
  act(() =>
    render(
      <RecordingRow
        recording={{
          id: 'a',
          file: new File([], 'a.wav'),
          choice: 'guess',
          channels: 2,
          taken: null,
          state: analysed,
          ...recording,
        }}
        chosen={chosen}
        listening={listening}
        isOpen={false}
        onOpen={() => {}}
        onCancel={() => {}}
        onRemove={() => {}}
        {...actions}
      />,
      document.body,
    ),
  );
  const buttons = (testId: string) => [
    ...document.querySelectorAll<HTMLButtonElement>(`[data-testid^="${testId}"]`),
  ];
  return { ...actions, buttons, words: (testId: string) => buttons(testId).map((b) => b.textContent) };
}

afterEach(() => render(null, document.body));

const taken = (customer: CustomerChannel) => ({ customer, guess: null });

describe('what a recording’s row offers', () => {
  it.each([
    [{ taken: taken('left') }, 'guess', ['Take the right channel']],
    [
      { taken: taken('left'), choice: 'left' },
      'mix',
      ['Take the right channel', 'Analyse again as chosen above'],
    ],
    [{ taken: taken('left'), choice: 'left' }, 'right', ['Take the right channel']],
    [{ taken: taken('mix') }, 'guess', []],
    [{ taken: taken('mix') }, 'left', ['Analyse again as chosen above']],
    [{ channels: 1 }, 'left', []],
    [{ state: { kind: 'failed', problem: 'Damaged.' } }, 'guess', ['Try again']],
    [{ state: { kind: 'cancelled' } }, 'guess', ['Analyse it after all']],
    [{ state: analysing }, 'left', []],
  ] as const)('is another way to analyse it', (recording, chosen, words) => {
    expect(show(recording, { chosen }).words('again')).toEqual(words);
  });

  it('hands on the channel that is offered', () => {
    const { buttons, onAgain } = show({ taken: taken('left') });
    buttons('again')[0]?.click();
    expect(onAgain).toHaveBeenCalledWith('right');
  });

  it('is to hear either channel, and to stop', () => {
    const quiet = show({});
    expect(quiet.words('listen')).toEqual(['Hear left', 'Hear right']);
    quiet.buttons('listen')[1]?.click();
    expect(quiet.onListen).toHaveBeenCalledWith('right');
    const playing = show({}, { listening: { id: 'a', channel: 'left', kind: 'playing' } });
    expect(playing.words('listen')).toEqual(['Stop', 'Hear right']);
    playing.buttons('listen')[0]?.click();
    expect(playing.onStopListening).toHaveBeenCalled();
  });

  it('is nothing to hear where there is one channel, or none is known yet', () => {
    expect(show({ channels: 1 }).words('listen')).toEqual([]);
    expect(show({ channels: null, state: { kind: 'waiting' } }).words('listen')).toEqual([]);
  });
});

it('says what it waits for, and why nothing can be heard', () => {
  show({ state: analysing });
  expect(document.body.textContent).toContain('Looking for the customer’s channel');
  show({ state: analysing, taken: taken('left') });
  expect(document.body.textContent).toContain('Loading the model');
  show(
    {},
    { listening: { id: 'a', channel: 'left', kind: 'nothing', problem: 'The left channel is silent.' } },
  );
  expect(document.querySelector('[role="status"]')?.textContent).toBe('The left channel is silent.');
});
