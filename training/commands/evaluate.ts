// npm run evaluate -- --model FILE --crema-d DIR [--protocol P] [--condition C] [--fold N] [--json FILE]: runs a model
// over clips in the WASM build that serves, prints its figures and writes the metrics document. FILE is a graph (.onnx,
// its manifest beside it) or a fold's head (.head); several heads are measured together, each on its own fold.

import { writeFile } from 'node:fs/promises';
import { readCorpus } from '../data/corpus.ts';
import { metricsDocumentOf } from '../evaluation/metrics-document.ts';
import {
  type ConditionResult,
  classTable,
  conditionResult,
  confusionTable,
  type FoldPredictions,
  figuresTable,
  type Protocol,
} from '../evaluation/report.ts';
import { runCommand } from '../shared/run-command.ts';
import type { Condition } from '../sound/conditions.ts';
import { architectureOf, hearClips, loadModel } from './model-under-test.ts';
import { checkFolderOf, heardActors, type Part, parseEvaluationArguments, partsOf } from './plan.ts';

async function main(): Promise<void> {
  const asked = parseEvaluationArguments(process.argv.slice(2));
  if (asked.json !== null) await checkFolderOf(asked.json);
  const { clips } = await readCorpus(asked.cremaD);
  const models = [];
  for (const path of asked.models) models.push(await loadModel(path));
  const parts = partsOf(asked, models, clips);
  warnOfHeardActors(parts, asked.protocol);

  const results: ConditionResult[] = [];
  for (const condition of asked.conditions) {
    const result = await measure(parts, condition, asked.protocol);
    printResult(result, parts);
    results.push(result);
  }
  const [model] = models;
  if (asked.json === null || model === undefined) return;
  const { path, version, parameters, sizeBytes } = model;
  const facts = { architecture: architectureOf(path), version, parameters, sizeBytes, results };
  await writeFile(asked.json, metricsDocumentOf(facts));
}

async function measure(parts: readonly Part[], condition: Condition, protocol: Protocol) {
  const predictions: FoldPredictions[] = [];
  for (const { name, model, clips } of parts) {
    const heard = await hearClips(model, clips, condition, `${condition}, ${name}`);
    predictions.push(await heard.predict(protocol));
  }
  return conditionResult(condition, predictions, protocol);
}

/** Warns of voices that a model knows: their figures say nothing about new voices, and the table looks the same. */
function warnOfHeardActors(parts: readonly Part[], protocol: Protocol): void {
  if (protocol === 'random-80-20') {
    console.error(
      'random-80-20 has the same actors in training and test, as the original report had: compare with that report only.',
    );
    return;
  }
  const heard = heardActors(parts);
  if (heard === 0) return;
  console.error(
    `The model may have been trained or tuned on ${heard} of these actors: the figures are better than on new voices. Honest ones: --model models/folds/moonshine-base-foldN.head.`,
  );
}

function printResult(result: ConditionResult, parts: readonly Part[]): void {
  const rows = result.folds.map((figures, i) => ({ name: parts[i]?.name ?? '', figures }));
  const mean = rows.length > 1 ? [{ name: 'mean', figures: result.mean }] : [];
  console.log(`\n${result.condition}, ${result.protocol}`);
  console.log(figuresTable([...rows, ...mean]));
  if (result.uarInterval !== null) {
    const [low, high] = result.uarInterval.map((value) => value.toFixed(3));
    console.log(`\n95 % interval of the UAR, drawn over actors: ${low} to ${high}`);
  }
  console.log(`\nBy emotion\n${classTable(result.perClass)}`);
  console.log(`\nTrue emotion (row) taken for (column)\n${confusionTable(result.confusion)}`);
}

await runCommand(main);
