// The customer of the demo call, as a voice for shifts.

import { readFile } from 'node:fs/promises';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import type { Voice } from './shift.ts';

export async function demoVoice(): Promise<Voice> {
  const wav = await openWav(bytesSource(new Uint8Array(await readFile(DEMO_CALL))));
  for await (const channels of wav.blocks(wav.frames)) {
    const pcm = channels.at(-1);
    if (pcm !== undefined) return { pcm, sampleRateHz: wav.sampleRateHz };
  }
  throw new Error(`${DEMO_CALL} is empty.`);
}
