// Which channel of a recording was taken for the customer's, and why, in a few words.

import type { ChannelCue } from '../../analysis/audio/channel-guess.ts';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { TakenChannel } from './recording-queue.ts';

const NAMES: Readonly<Record<CustomerChannel, string>> = {
  left: 'left channel',
  right: 'right channel',
  mix: 'both channels',
};

/** "left channel", "right channel" or "both channels". */
export function channelName(channel: CustomerChannel): string {
  return NAMES[channel];
}

/** "Left channel: the other side speaks first", "Probably the right channel: …" where the guess isn't sure. */
export function takenWords({ customer, guess }: TakenChannel): string {
  const name = channelName(customer);
  if (guess === null) return `${capital(name)}, as you said`;
  if (guess.cues.length === 0) return `Perhaps the ${name}: nothing tells them apart, so listen`;
  const why = guess.cues.map((cue) => CUE_WORDS[cue](customer)).join(', and ');
  return guess.sure ? `${capital(name)}: ${why}` : `Probably the ${name}: ${why}`;
}

const CUE_WORDS: Readonly<Record<ChannelCue, (customer: CustomerChannel) => string>> = {
  same: () => 'the two are the same',
  silent: (customer) => `the ${otherChannel(customer)} one is silent`,
  'telephone-band': () => 'it sounds like a telephone line',
  greeted: () => 'the other side speaks first',
};

/** The other one of two; null where both are heard. */
export function otherChannel(customer: CustomerChannel): 'left' | 'right' | null {
  if (customer === 'mix') return null;
  return customer === 'left' ? 'right' : 'left';
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
