// npm run train:sentences -- --crema-d DIR --natural DIR [--fold N]: how much of the shipped recipe's accuracy is due to sentences
// that it knows. Prints figures of new voices that say known and new sentences, and writes models/metrics/sentences.json when
// all folds were run.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCorpus } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import { readNaturalSpeech } from '../data/natural.ts';
import { sentencesLeftOut } from '../data/sentences.ts';
import { foldFigures, foldsTable } from '../evaluation/report.ts';
import { sentenceDocumentOf } from '../evaluation/sentence-document.ts';
import { readDataset } from '../head/dataset.ts';
import { trainWithoutSentences } from '../head/train-folds.ts';
import { MODEL_VERSION, RECIPE } from '../head/train-head.ts';
import { runCommand } from '../shared/run-command.ts';
import { CONDITIONS } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { naturalFolder, parseTrainingArguments } from './arguments.ts';

const DOCUMENT = fileURLToPath(new URL('../../models/metrics/sentences.json', import.meta.url));

async function main(): Promise<void> {
  const asked = parseTrainingArguments(process.argv.slice(2), ['fold', 'natural']);
  const { cremaD, cache, processes, folds } = asked;
  const natural = await readNaturalSpeech(naturalFolder(asked));
  const { clips } = await readCorpus(cremaD);
  const data = await readDataset(clips, natural, cache, processes);
  await startTensorFlow();
  const outcomes = [];
  for (const fold of folds) outcomes.push(await trainWithoutSentences(data, fold, RECIPE, cache));
  const names = folds.map((fold) => `fold ${fold.number}: ${sentencesLeftOut(fold).join(' ')}`);
  for (const condition of CONDITIONS) {
    for (const kind of ['known', 'unknown'] as const) {
      const predictions = outcomes.map((outcome) => outcome[kind][condition]);
      console.log(`\n${condition}, new voices, ${kind} sentences`);
      console.log(foldsTable(foldFigures(predictions), names));
    }
  }
  if (folds.length < FOLDS.length) {
    console.error('These are not all folds, so nothing in models/ was changed.');
    return;
  }
  const document = sentenceDocumentOf(MODEL_VERSION, outcomes, folds.map(sentencesLeftOut));
  await writeFile(DOCUMENT, `${JSON.stringify(document, null, 2)}\n`);
  console.error('Written: models/metrics/sentences.json. "npm run model-card" takes it into the model card.');
}

await runCommand(main);
