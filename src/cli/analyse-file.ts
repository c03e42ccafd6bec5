// One recording from disk to its analysis.

import { type CustomerChannel, customerBlocks } from '../audio/customer-channel.ts';
import { openWav } from '../audio/wav.ts';
import { analyseRecording, type RecordingAnalysis } from '../call/analyse-recording.ts';
import type { EmotionEngine } from '../emotion/engine.ts';
import { openFileSource } from './file-source.ts';

/** @throws Error in a sentence when it can't be read or analysed */
export async function analyseFile(
  file: string,
  customer: CustomerChannel,
  engine: EmotionEngine,
  model: string,
): Promise<RecordingAnalysis> {
  const source = await openFileSource(file);
  try {
    const wav = await openWav(source);
    const recording = {
      file,
      sampleRateHz: wav.sampleRateHz,
      blocks: customerBlocks(wav.blocks(), customer),
    };
    return await analyseRecording(recording, engine, model);
  } finally {
    await source.close();
  }
}
