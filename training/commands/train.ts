// npm run train -- --crema-d DIR [--fold N]: everything from clips to models/. Resumable; see README.md.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCorpus } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import { readEncoder } from '../encoder/pooled-encoder.ts';
import { pooledTemperature } from '../evaluation/calibration.ts';
import { metricsDocumentOf } from '../evaluation/metrics-document.ts';
import { conditionResult, foldsTable } from '../evaluation/report.ts';
import { checkExport } from '../head/check-export.ts';
import { type Dataset, readDataset } from '../head/dataset.ts';
import { exportModel } from '../head/export-head.ts';
import { encodeHead } from '../head/head-file.ts';
import { type FoldOutcome, headOfAllActors, trainFold } from '../head/train-folds.ts';
import { MODEL_VERSION, RECIPE } from '../head/train-head.ts';
import { countParameters } from '../onnx/count-parameters.ts';
import { CLASSES } from '../shared/classes.ts';
import { runCommand } from '../shared/run-command.ts';
import { CONDITIONS } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { parseTrainingArguments } from './arguments.ts';
import { createManifest } from './manifest.ts';

const ARCHITECTURE = 'moonshine-base';
/** Every how many clips the exported graph is compared with TensorFlow.js. */
const CHECK_STRIDE = 300;

const models = (path: string) => fileURLToPath(new URL(`../../models/${path}`, import.meta.url));

async function main(): Promise<void> {
  const { cremaD, cache, processes, folds } = parseTrainingArguments(process.argv.slice(2), ['fold']);
  const { clips, leftOut } = await readCorpus(cremaD);
  console.error(`${clips.length} clips; left out:`);
  for (const { id, reason } of leftOut) console.error(`  ${id}: ${reason}`);
  const data = await readDataset(clips, cache, processes);

  await startTensorFlow();
  const outcomes: FoldOutcome[] = [];
  for (const fold of folds) outcomes.push(await trainFold(data, fold, RECIPE, cache));
  printFigures(outcomes);
  if (outcomes.length === FOLDS.length) await writeModels(data, outcomes, cache);
  else console.error('These are not all folds, so nothing in models/ was changed.');
}

/** Graph, manifest, figures and the folds' heads. */
async function writeModels(data: Dataset, outcomes: readonly FoldOutcome[], cache: string): Promise<void> {
  const results = CONDITIONS.map((condition) =>
    conditionResult(
      condition,
      outcomes.map(({ predictions }) => predictions[condition]),
    ),
  );
  const head = await headOfAllActors(data, RECIPE, cache);
  const graph = exportModel(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head);
  const difference = await checkExport(graph, MOONSHINE_BASE, head, data.clips, CHECK_STRIDE);
  console.error(
    `The exported graph agrees with TensorFlow.js: logits differ by ${difference.toExponential(1)} at most.`,
  );
  const manifest = createManifest({
    version: MODEL_VERSION,
    graph,
    encoder: MOONSHINE_BASE,
    temperature: pooledTemperature(
      outcomes.map(({ development }) => development),
      CLASSES,
    ),
    trainedOn: `CREMA-D, ${data.clips.length} clips of 91 actors, each clean, over telephone and Opus, alone and between others in a turn, and as other voices over random lines; half of every target is what a teacher of three encoders (Moonshine base and tiny, Whisper tiny.en) hears in the clip`,
    metrics: Object.fromEntries(results.map(({ condition, mean }) => [condition, mean])),
  });
  const metrics = metricsDocumentOf({
    architecture: ARCHITECTURE,
    parameters: countParameters(graph),
    sizeBytes: graph.length,
    results,
  });
  await mkdir(models('metrics'), { recursive: true });
  await mkdir(models('folds'), { recursive: true });
  for (const { head: file } of outcomes) {
    await writeFile(models(`folds/${ARCHITECTURE}-fold${file.fold}.head`), encodeHead(file));
  }
  await writeFile(models('emotion.onnx'), graph);
  await writeFile(models('emotion.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(models(`metrics/${ARCHITECTURE}.json`), metrics);
}

function printFigures(outcomes: readonly FoldOutcome[]): void {
  const names = outcomes.map(({ head }) => `fold ${head.fold}`);
  for (const condition of CONDITIONS) {
    const predictions = outcomes.map((outcome) => outcome.predictions[condition]);
    console.log(`\n${condition}, speaker-disjoint`);
    console.log(foldsTable(conditionResult(condition, predictions), names));
  }
}

await runCommand(main);
