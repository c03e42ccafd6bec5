// A planted call as the shipped score judges it, by a head that has never heard its customer, beside what is true.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LiveScore } from '../../src/analysis/call/live-score.ts';
import type { AnalysedWindow, Assessment, HeardWindow } from '../../src/analysis/call/record.ts';
import { calibrate } from '../../src/analysis/emotion/calibration.ts';
import { FOLDS } from '../data/folds.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
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

/** The committed heads of the five folds, by fold number. */
export async function readFoldHeads(): Promise<ReadonlyMap<number, HeadFile>> {
  const heads = new Map<number, HeadFile>();
  for (const { number } of FOLDS) {
    const path = fileURLToPath(
      new URL(`../../models/folds/moonshine-base-fold${number}.head`, import.meta.url),
    );
    const file = decodeHead(await readFile(path));
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
export function headWithout(heads: ReadonlyMap<number, HeadFile>, actor: number): HeadFile {
  const file = [...heads.values()].find(({ testActors }) => testActors.includes(actor));
  if (file === undefined) throw new Error(`Every head has heard actor ${actor}.`);
  return file;
}

/** The windows of a call, as the live road would have given them with this head in its model. */
export function windowsOf({ windows, features }: HeardCall, { head, temperature }: HeadFile): HeardWindow[] {
  const width = head.featureMean.length;
  const rows = features.length / width;
  const table = { values: features, rows, width };
  const logits = predictLogits(
    head,
    table,
    Int32Array.from({ length: rows }, (_, row) => row),
  );
  return windows.map(({ start, speech, row }) => {
    if (row === null) return { start, speech, probabilities: null };
    const probabilities = calibrate(logits.subarray(row * CLASSES, (row + 1) * CLASSES), temperature);
    return { start, speech, probabilities };
  });
}

/** What the score says of a call, and what it should say. */
export function judge(call: PlantedCall, heard: readonly HeardWindow[]): JudgedCall {
  const score = new LiveScore();
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
