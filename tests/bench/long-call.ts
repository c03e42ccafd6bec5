// Long recordings of two parties for benches: the demo call over and over.

import { open, readFile } from 'node:fs/promises';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { analyseFile } from '../../src/cli/shared/analyse-file.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { encodeWav } from '../support/encode-wav.ts';

const HEADER_BYTES = 44;

/**
 * Writes a stereo WAV file, the customer right, of at least `seconds`.
 * @param speechShare how much of it the customer speaks, less than in the demo call: pauses make up for it
 * @returns its length, in seconds
 */
export async function writeLongCall(file: string, seconds: number, speechShare: number): Promise<number> {
  const { engine, model } = await loadNodeEngine();
  const { speechSeconds } = await analyseFile(DEMO_CALL, 'right', engine, model);
  const wav = await openWav(bytesSource(new Uint8Array(await readFile(DEMO_CALL))));
  const frames = Math.round((speechSeconds / speechShare) * wav.sampleRateHz);
  if (frames < wav.frames) throw new Error(`The demo call has less than ${speechShare} of speech.`);
  const channels = Array.from({ length: wav.channels }, () => new Float32Array(frames));
  for await (const block of wav.blocks(wav.frames)) {
    for (const [i, samples] of block.entries()) channels[i]?.set(samples);
  }
  const once = encodeWav(channels, wav.sampleRateHz);
  const times = Math.ceil((seconds * wav.sampleRateHz) / frames);
  const header = once.slice(0, HEADER_BYTES);
  const sound = once.subarray(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(4, HEADER_BYTES - 8 + times * sound.length, true);
  view.setUint32(40, times * sound.length, true);
  const out = await open(file, 'w');
  try {
    await out.write(header);
    for (let i = 0; i < times; i++) await out.write(sound);
  } finally {
    await out.close();
  }
  return (times * frames) / wav.sampleRateHz;
}
