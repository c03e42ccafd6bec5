// One recording from disk, or from a server, to its analysis.

import { type CustomerChannel, customerBlocks } from '../../analysis/audio/customer-channel.ts';
import { openWav } from '../../analysis/audio/wav.ts';
import { analyseRecording, type RecordingAnalysis } from '../../analysis/call/analyse-recording.ts';
import type { EmotionEngine } from '../../analysis/emotion/engine.ts';
import { openFileSource } from '../../node/file-source.ts';
import { isAddress, publicName } from './address.ts';
import { fetchFile } from './fetched-file.ts';

/**
 * @param recording a path, or an address that begins with http: or https:; its analysis names it without secrets
 * @throws Error in a sentence when it can't be read or analysed
 */
export async function analyseFile(
  recording: string,
  customer: CustomerChannel,
  engine: EmotionEngine,
  model: string,
): Promise<RecordingAnalysis> {
  if (!isAddress(recording)) return analysePath(recording, recording, customer, engine, model);
  const fetched = await fetchFile(recording);
  try {
    return await analysePath(fetched.path, publicName(recording), customer, engine, model);
  } finally {
    await fetched.remove();
  }
}

/** @param name what the analysis says that was analysed */
async function analysePath(
  path: string,
  name: string,
  customer: CustomerChannel,
  engine: EmotionEngine,
  model: string,
): Promise<RecordingAnalysis> {
  const source = await openFileSource(path);
  try {
    const wav = await openWav(source);
    const recording = {
      file: name,
      sampleRateHz: wav.sampleRateHz,
      blocks: customerBlocks(wav.blocks(), customer),
    };
    return await analyseRecording(recording, engine, model);
  } finally {
    await source.close();
  }
}
