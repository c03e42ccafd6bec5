// Samples to the loudspeaker. Nothing of them is kept.

import type { Play } from './channel-player.ts';

/** One context for the page: a browser allows few of them. */
let context: AudioContext | null = null;

/** To be called in answer to a click, or the browser keeps silent. */
export const playSamples: Play = ({ samples, sampleRateHz }) => {
  context ??= new AudioContext();
  void context.resume();
  const buffer = context.createBuffer(1, samples.length, sampleRateHz);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  const ended = new Promise<void>((resolve) => {
    source.addEventListener('ended', () => resolve(), { once: true });
  });
  source.start();
  return { ended, stop: () => source.stop() };
};
