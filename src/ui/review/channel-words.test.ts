import { expect, it } from 'vitest';
import type { ChannelCue } from '../../analysis/audio/channel-guess.ts';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { takenWords } from './channel-words.ts';

const guessed = (customer: CustomerChannel, sure: boolean, ...cues: ChannelCue[]) => ({
  customer,
  guess: { customer, cues, sure },
});

it.each([
  [{ customer: 'left', guess: null } as const, 'Left channel, as you said'],
  [guessed('mix', true, 'same'), 'Both channels: the two are the same'],
  [guessed('left', true, 'silent'), 'Left channel: the right one is silent'],
  [
    guessed('right', true, 'telephone-band', 'greeted'),
    'Right channel: it sounds like a telephone line, and the other side speaks first',
  ],
  [guessed('left', false, 'greeted'), 'Probably the left channel: the other side speaks first'],
  [guessed('right', false), 'Perhaps the right channel: nothing tells them apart, so listen'],
])('says what was taken and why', (taken, words) => {
  expect(takenWords(taken)).toBe(words);
});
