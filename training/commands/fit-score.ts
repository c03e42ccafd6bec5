// npm run fit:score -- --crema-d DIR: fits the constants of the score on planted calls of customers that it is not
// measured on, and prints them for src/analysis/score/constants.ts. Resumable; see README.md.

import { CALL_ADJUSTMENT, LEVEL_WINDOWS } from '../../src/analysis/score/constants.ts';
import { readCorpus } from '../data/corpus.ts';
import {
  crossValidate,
  type FitFigures,
  type FittingCall,
  fitFigures,
  fitInCall,
} from '../planted-calls/fit.ts';
import { hearCalls, readHeard } from '../planted-calls/heard-cache.ts';
import { headWithout, readFoldHeads, truthOf, windowsOf } from '../planted-calls/judge.ts';
import { plantCalls } from '../planted-calls/planted-calls.ts';
import { fittingCalls } from '../planted-calls/sets.ts';
import { runCommand } from '../shared/run-command.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { parseTrainingArguments } from './arguments.ts';

/** The condition that the score is used in. */
const CONDITION = 'phone';
/** Parts of the customers, for figures that no constant was fitted on. */
const PARTS = 5;

async function main(): Promise<void> {
  const { cremaD, cache, processes } = parseTrainingArguments(process.argv.slice(2));
  const { clips } = await readCorpus(cremaD);
  const planted = await plantCalls(fittingCalls(), clips);
  await hearCalls(planted, [CONDITION], cache, processes);
  await startTensorFlow();
  const heads = await readFoldHeads();
  const calls: FittingCall[] = [];
  for (const call of planted) {
    const windows = await windowsOf(await readHeard(call, CONDITION, cache), headWithout(heads, call.actor));
    const probabilities = windows.flatMap((window) => window.probabilities ?? []);
    const oracle = truthOf(call).score;
    if (oracle === null || probabilities.length < LEVEL_WINDOWS) continue;
    calls.push({ actor: call.actor, probabilities, oracle });
  }
  const fitted = fitInCall(calls);
  print('the shipped constants', fitFigures(calls, CALL_ADJUSTMENT));
  print('fitted', fitFigures(calls, fitted));
  print('fitted, on other customers than it is judged on', crossValidate(calls, PARTS));
  print('the same without a baseline', crossValidate(calls, PARTS, ['calmLogOdds', 'sharpness']));
  console.log('\nIN_CALL of src/analysis/score/constants.ts:', fitted);
}

function print(name: string, { spearman, pairwiseOrder, meanAbsoluteError }: FitFigures): void {
  console.log(
    `${name}: rank correlation ${spearman.toFixed(3)}, pairs in order ${pairwiseOrder.toFixed(3)}, mean error ${meanAbsoluteError.toFixed(2)} points`,
  );
}

await runCommand(main);
