// npm run train:sentences -- --crema-d DIR [--fold N]: how much of the shipped recipe's accuracy is due to sentences
// that it knows. Prints figures of new voices that say known and new sentences; writes nothing but the cache.

import { parseTrainingArguments } from './arguments.ts';
import { readCorpus } from './data/corpus.ts';
import { sentencesLeftOut } from './data/sentences.ts';
import { conditionResult, foldsTable } from './evaluation/report.ts';
import { readDataset } from './head/dataset.ts';
import { trainWithoutSentences } from './head/train-folds.ts';
import { RECIPE } from './head/train-head.ts';
import { runCommand } from './run-command.ts';
import { CONDITIONS } from './sound/conditions.ts';
import { startTensorFlow } from './tensorflow/tensorflow.ts';

async function main(): Promise<void> {
  const { cremaD, cache, processes, folds } = parseTrainingArguments(process.argv.slice(2), ['fold']);
  const { clips } = await readCorpus(cremaD);
  const data = await readDataset(clips, cache, processes);
  await startTensorFlow();
  const outcomes = [];
  for (const fold of folds) outcomes.push(await trainWithoutSentences(data, fold, RECIPE, cache));
  const names = folds.map((fold) => `fold ${fold.number}: ${sentencesLeftOut(fold).join(' ')}`);
  for (const condition of CONDITIONS) {
    for (const kind of ['known', 'unknown'] as const) {
      const predictions = outcomes.map((outcome) => outcome[kind][condition]);
      const result = conditionResult(condition, predictions);
      console.log(`\n${condition}, new voices, ${kind} sentences`);
      console.log(foldsTable(result, names));
    }
  }
}

await runCommand(main);
