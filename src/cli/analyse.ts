// npm run analyse: scores recordings from a terminal, by the contract of the design page.

import { parseArgs } from 'node:util';
import { openWav, type WavReader } from '../audio/wav.ts';
import { analyseRecording } from '../call/analyse-recording.ts';
import type { Analysis } from '../call/record.ts';
import type { EmotionEngine } from '../emotion/engine.ts';
import { openFileSource } from './file-source.ts';
import { loadNodeEngine } from './node-engine.ts';

const USAGE = `Usage: npm run --silent analyse -- [--json] [--customer left|right|mix] FILE...

Scores WAV recordings of calls: how the customer sounds and how well the call was de-escalated, 1 to 10.
  --json                        one JSON object a line and file, with every window
  --customer left|right|mix     the customer's channel of a stereo recording (default: right)`;

const CHANNELS = ['left', 'right', 'mix'] as const;
type CustomerChannel = (typeof CHANNELS)[number];

/** Thrown for a command line that can't be carried out; its message is all the user needs. */
class UsageError extends Error {}

function parseCommand(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      customer: { type: 'string', default: 'right' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const customer = CHANNELS.find((channel) => channel === values.customer);
  if (customer === undefined) {
    throw new UsageError(`--customer is one of ${CHANNELS.join(', ')}; got "${values.customer}".`);
  }
  if (positionals.length === 0 && !values.help) throw new UsageError(`No recording named.\n\n${USAGE}`);
  return { json: values.json, help: values.help, customer, files: positionals };
}

async function* customerBlocks(wav: WavReader, customer: CustomerChannel) {
  for await (const [left, right] of wav.blocks()) {
    if (left === undefined) continue;
    if (right === undefined || customer === 'left') yield left;
    else if (customer === 'right') yield right;
    else yield left.map((sample, index) => (sample + (right[index] ?? 0)) / 2);
  }
}

function describe({ file, seconds, speechSeconds, score, interval, verdict, reasons }: Analysis): string {
  const length = `${Math.round(seconds)} s, ${Math.round(speechSeconds)} s of speech`;
  if (score === null || interval === null) return `${file}: not enough speech for a score (${length})`;
  const range = interval.map((end) => end.toFixed(1)).join(' to ');
  const why = reasons.map(({ points, text }) => `  ${points.toFixed(1).padStart(4)}  ${text}`);
  return [
    `${file}: ${score.toFixed(1)} of 10 (${range}), ${verdict.replaceAll('-', ' ')} (${length})`,
    ...why,
  ].join('\n');
}

async function analyseFile(file: string, customer: CustomerChannel, engine: EmotionEngine, model: string) {
  const source = await openFileSource(file);
  try {
    const wav = await openWav(source);
    const recording = { file, sampleRateHz: wav.sampleRateHz, blocks: customerBlocks(wav, customer) };
    return await analyseRecording(recording, engine, model);
  } finally {
    await source.close();
  }
}

async function main(): Promise<void> {
  const { json, help, customer, files } = parseCommand(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return;
  }
  const { engine, model } = await loadNodeEngine();
  for (const file of files) {
    try {
      const analysis = await analyseFile(file, customer, engine, model);
      console.log(json ? JSON.stringify(analysis) : describe(analysis));
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (json) console.log(JSON.stringify({ file, error: sentence }));
      else console.error(`${file}: ${sentence}`);
      process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(isUsage ? (error as Error).message : error);
  process.exitCode = isUsage ? 2 : 1;
});
