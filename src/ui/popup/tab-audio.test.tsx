// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { TabAudio, type TabAudioState } from './tab-audio.tsx';

function show(state: TabAudioState, isListening = false) {
  const onListen = vi.fn();
  const onStop = vi.fn();
  act(() =>
    render(
      <TabAudio state={state} isListening={isListening} onListen={onListen} onStop={onStop} />,
      document.body,
    ),
  );
  const find = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  return { onListen, onStop, find };
}

afterEach(() => render(null, document.body));

it('offers to listen to a page that can be captured, and to no other', () => {
  const { find, onListen } = show({ kind: 'offered' });
  act(() => find('listen-to-tab')?.click());
  expect(onListen).toHaveBeenCalledOnce();
  expect(show({ kind: 'unavailable' }).find('listen-to-tab')).toBeNull();
});

it('asks the browser once at a time', () => {
  const { find, onListen } = show({ kind: 'starting' });
  act(() => find('listen-to-tab')?.click());
  expect(onListen).not.toHaveBeenCalled();
});

it('says why it can not be, and can be tried again', () => {
  const { find } = show({ kind: 'refused', problem: 'The sound is captured already.' });
  expect(find('tab-problem')?.textContent).toBe('The sound is captured already.');
  expect(find('listen-to-tab')).not.toBeNull();
});

it('stops what is listened to, also from another page', () => {
  const { find, onStop } = show({ kind: 'unavailable' }, true);
  act(() => find('stop-tab')?.click());
  expect(onStop).toHaveBeenCalledOnce();
});
