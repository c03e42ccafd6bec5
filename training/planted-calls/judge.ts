// A planted call as the shipped score judges it, by a head that has never heard its customer, beside what is true.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LiveScore } from '../../src/analysis/call/live-score.ts';
import type { AnalysedWindow, Assessment, HeardWindow } from '../../src/analysis/call/record.ts';
import { WINDOW_SECONDS } from '../../src/analysis/call/timing.ts';
import { VoiceReader } from '../../src/analysis/call/voice-reader.ts';
import { calibrate } from '../../src/analysis/emotion/calibration.ts';
import { SCORE_VERSION, type ScoreVersion } from '../../src/analysis/score/constants.ts';
import { FOLDS } from '../data/folds.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { type CallHead, embed, embeddingSize, readEmbedding } from '../head/call-head.ts';
import { type CallHeadFile, decodeCallHead, isCallHead } from '../head/call-head-file.ts';
import { predictLogits } from '../head/head.ts';
import { decodeHead, type HeadFile } from '../head/head-file.ts';
import { CLASSES } from '../shared/classes.ts';
import { oracleRecovery, oracleScore, trueWindows } from './oracle.ts';
import type { PlantedCall } from './plan.ts';
import type { HeardCall } from './run-model.ts';

/** What is true of a call. */
export interface Truth {
  /** 1 to 10; null when the customer hardly spoke. */
  readonly score: number | null;
  /** Seconds from the call's first sample; null when there was none. */
  readonly recovery: number | null;
}

export interface JudgedCall {
  readonly call: PlantedCall;
  readonly windows: readonly AnalysedWindow[];
  readonly assessment: Assessment;
  readonly truth: Truth;
}

/** A fold's head: one that reads every window by itself, or two that read in the context of the call's own voice. */
export type FoldHead = HeadFile | CallHeadFile;

/** The version of the score that goes with a head. */
export function scoreVersionOf({ head }: FoldHead): ScoreVersion {
  return isOfCall(head) ? SCORE_VERSION.inContext : SCORE_VERSION.withoutContext;
}

function isOfCall(head: FoldHead['head']): head is CallHead {
  return 'known' in head;
}

/** The committed heads of the five folds, by fold number. */
export async function readFoldHeads(): Promise<ReadonlyMap<number, FoldHead>> {
  const heads = new Map<number, FoldHead>();
  for (const { number } of FOLDS) {
    const path = fileURLToPath(
      new URL(`../../models/folds/moonshine-base-fold${number}.head`, import.meta.url),
    );
    const bytes = await readFile(path);
    const file = isCallHead(bytes) ? decodeCallHead(bytes) : decodeHead(bytes);
    if (file.encoderKey !== encoderKey(MOONSHINE_BASE)) {
      throw new Error(`${path} was trained on other features than this version's; run "npm run train".`);
    }
    heads.set(number, file);
  }
  return heads;
}

/**
 * The head that has never heard an actor.
 * @throws Error when there is none
 */
export function headWithout(heads: ReadonlyMap<number, FoldHead>, actor: number): FoldHead {
  const file = [...heads.values()].find(({ testActors }) => testActors.includes(actor));
  if (file === undefined) throw new Error(`Every head has heard actor ${actor}.`);
  return file;
}

/**
 * The windows of a call, as the live road has them at its end with this head in its model: the first ones of a voice are
 * those that were read once more.
 */
export async function windowsOf(heard: HeardCall, file: FoldHead): Promise<HeardWindow[]> {
  const { head } = file;
  const width = isOfCall(head) ? head.cold.featureMean.length : head.featureMean.length;
  const table = { values: heard.features, rows: heard.features.length / width, width };
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  if (isOfCall(head)) return readInCall(heard, head, embed(head, table, rows), file as CallHeadFile);
  const { temperature } = file as HeadFile;
  const logits = predictLogits(head, table, rows);
  return heard.windows.map(({ start, speech, row }) => {
    if (row === null) return { start, speech, probabilities: null };
    const probabilities = calibrate(logits.subarray(row * CLASSES, (row + 1) * CLASSES), temperature);
    return { start, speech, probabilities };
  });
}

/** Reads a call by the live road's own reader, with the heads in the place of their graph. */
async function readInCall(
  { windows }: HeardCall,
  head: CallHead,
  embeddings: readonly Float32Array<ArrayBuffer>[],
  { temperature }: CallHeadFile,
): Promise<HeardWindow[]> {
  const settings = { context: { ...head.context, size: embeddingSize(head) }, temperature };
  const byStart = new Map<number, HeardWindow>();
  const reader = new VoiceReader({
    engine: { readInContext: async ({ embedding, context }) => readEmbedding(head, embedding, context) },
    onColdStart: () => {},
    onKnown: (reread) => {
      for (const { start, probabilities } of reread) {
        const window = byStart.get(start);
        if (window !== undefined) byStart.set(start, { ...window, probabilities });
      }
    },
    onError: (error) => {
      throw error;
    },
  });
  reader.restart({ time: 0, because: 'call' });
  for (const { start, speech, row } of windows) {
    const embedding = row === null ? undefined : embeddings[row];
    if (embedding === undefined) {
      byStart.set(start, { start, speech, probabilities: null });
      continue;
    }
    const coldLogits = readEmbedding(head, embedding);
    const reading = { kind: 'embedded', embedding, coldLogits, settings } as const;
    const end = start + WINDOW_SECONDS;
    byStart.set(start, {
      start,
      speech,
      probabilities: await reader.read({ start, end, reading, model: 'fold' }),
    });
    await reader.settle();
  }
  await reader.end();
  return [...byStart.values()];
}

/** What the score says of a call, and what it should say. */
export function judge(call: PlantedCall, heard: readonly HeardWindow[], version: ScoreVersion): JudgedCall {
  const score = new LiveScore(version);
  const windows = heard.map((window) => score.push(window).window);
  return { call, windows, assessment: score.assess(), truth: truthOf(call) };
}

export function truthOf(call: PlantedCall): Truth {
  const windows = trueWindows(call);
  return {
    score: oracleScore(windows.flatMap(({ distress }) => distress ?? [])),
    recovery: oracleRecovery(windows),
  };
}
