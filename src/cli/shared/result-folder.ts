// A folder of results: one JSON file a recording, which says by its name whose it is. Whoever writes it, and however
// often, there is one.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { RecordingAnalysis } from '../../analysis/call/analyse-recording.ts';
import { analysisSchema } from '../../analysis/call/record.ts';
import { isScoreVersion } from '../../analysis/score/constants.ts';
import { isAddress, publicName } from './address.ts';

const resultSchema = v.object({ ...analysisSchema.entries, file: v.string() });

export interface ResultFolder {
  /** Whether there is a result of this recording already, no older than the recording, by this score and this model. */
  has(recording: string, customer: CustomerChannel): Promise<boolean>;
  write(analysis: RecordingAnalysis, customer: CustomerChannel): Promise<void>;
}

/**
 * @param model what records call the model that hears the recordings
 * @throws Error of Node when the folder can't be made
 */
export async function openResultFolder(folder: string, model: string): Promise<ResultFolder> {
  await mkdir(folder, { recursive: true });
  return {
    async has(recording, customer) {
      const result = path.join(folder, resultName(recording, customer));
      const written = await stat(result).catch(() => null);
      if (written === null || !(await isCurrent(recording, written.mtimeMs))) return false;
      const found = parseResult(await readFile(result, 'utf8'));
      return found !== null && found.model === model && isScoreVersion(found.scoreVersion);
    },
    async write(analysis, customer) {
      const result = path.join(folder, resultName(analysis.file, customer));
      // Whole or not at all, also when the run is interrupted or another machine writes the same.
      const part = `${result}.${randomUUID()}.part`;
      await writeFile(part, JSON.stringify(analysis));
      await rename(part, result);
    },
  };
}

/** Whether a recording has not changed since its result. What is behind an address is taken to stay as it is. */
async function isCurrent(recording: string, writtenMs: number): Promise<boolean> {
  if (isAddress(recording)) return true;
  const heard = await stat(recording).catch(() => null);
  return heard !== null && heard.mtimeMs <= writtenMs;
}

/** Null when it is damaged or something else, and has to be made again. */
export function parseResult(text: string): RecordingAnalysis | null {
  try {
    const result = v.safeParse(resultSchema, JSON.parse(text));
    return result.success ? (result.output as RecordingAnalysis) : null;
  } catch {
    return null;
  }
}

/** Of a recording's name, so much stands in its result's: file systems take 255 bytes for the whole, `.part` included. */
const NAME_CHARACTERS = 40;
/** Of a key. Any two of a billion recordings share them once in 10^20 archives. */
const KEY_DIGITS = 32;

/**
 * The recording's name, and digits of its place and the customer's channel, so that namesakes in two folders keep apart,
 * and what was heard on the wrong channel doesn't pass for the right one.
 */
function resultName(recording: string, customer: CustomerChannel): string {
  const [place = ''] = publicName(recording).split('?');
  const name = (isAddress(recording) ? path.posix : path).basename(place).slice(0, NAME_CHARACTERS);
  return `${name}.${recordingKey(recording, customer).slice(0, KEY_DIGITS)}.json`;
}

/** 64 hexadecimal digits that stand for a recording and the customer's channel in it, on every machine. */
export function recordingKey(recording: string, customer: CustomerChannel): string {
  const place = isAddress(recording) ? publicName(recording) : path.resolve(recording);
  return createHash('sha256').update(`${customer} ${place}`).digest('hex');
}
