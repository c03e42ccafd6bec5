// npm run train -- --crema-d DIR: everything from clips to models/. Resumable; see README.md.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseTrainingArguments } from './arguments.ts';
import { checkExport } from './check-export.ts';
import { CONDITIONS, VARIANTS } from './conditions.ts';
import { readCorpus } from './corpus.ts';
import { exportModel } from './export.ts';
import { extractFeatures, readFeatures } from './features.ts';
import { encodeHead } from './head-file.ts';
import { createManifest } from './manifest.ts';
import { countParameters, readMoonshine } from './moonshine.ts';
import { conditionResult, figuresTable } from './report.ts';
import { runCommand } from './run-command.ts';
import { startTensorFlow } from './tensorflow.ts';
import { type Dataset, headOfAllActors, trainFolds } from './train-folds.ts';
import { RECIPE, TRAINING_VARIANTS } from './train-head.ts';

/** Version of the model that this code makes; counts up with every model that ships. */
const MODEL_VERSION = '1.0.0';
const ARCHITECTURE = 'moonshine-base';
/** Every how many clips the exported graph is compared with TensorFlow.js. */
const CHECK_STRIDE = 300;

const models = (path: string) => fileURLToPath(new URL(`../models/${path}`, import.meta.url));

async function main(): Promise<void> {
  const { cremaD, cache, processes } = parseTrainingArguments(process.argv.slice(2));
  const { clips, leftOut } = await readCorpus(cremaD);
  console.error(`${clips.length} clips; left out:`);
  for (const { id, reason } of leftOut) console.error(`  ${id}: ${reason}`);

  await extractFeatures(clips, VARIANTS, cache, processes);
  const tables = {} as Record<(typeof VARIANTS)[number], Dataset['tables']['clean-centred']>;
  for (const variant of VARIANTS) tables[variant] = await readFeatures(clips, variant, cache);
  const data: Dataset = { clips, labels: Int32Array.from(clips, (clip) => clip.label), tables };

  await startTensorFlow();
  const { heads, predictions, pooledTemperature } = await trainFolds(data, RECIPE, TRAINING_VARIANTS, cache);
  const results = CONDITIONS.map((condition) => conditionResult(condition, predictions[condition]));

  const { head } = await headOfAllActors(data, RECIPE, TRAINING_VARIANTS, pooledTemperature, cache);
  const moonshine = await readMoonshine();
  const graph = exportModel(moonshine, head);
  const difference = await checkExport(graph, head, data, CHECK_STRIDE);
  console.error(
    `The exported graph agrees with TensorFlow.js: logits differ by ${difference.toExponential(1)} at most.`,
  );

  const manifest = createManifest({
    version: MODEL_VERSION,
    graph,
    temperature: pooledTemperature,
    trainedOn: `CREMA-D, ${clips.length} clips of 91 actors, each clean and as a telephone call, centred and shifted`,
    metrics: Object.fromEntries(results.map(({ condition, mean }) => [condition, mean])),
  });
  const metrics = {
    schemaVersion: 1,
    architecture: ARCHITECTURE,
    parameters: countParameters(graph),
    sizeBytes: graph.length,
    results,
  };
  await mkdir(models('metrics'), { recursive: true });
  await mkdir(models('folds'), { recursive: true });
  for (const file of heads)
    await writeFile(models(`folds/${ARCHITECTURE}-fold${file.fold}.head`), encodeHead(file));
  await writeFile(models('emotion.onnx'), graph);
  await writeFile(models('emotion.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(models(`metrics/${ARCHITECTURE}.json`), `${JSON.stringify(metrics, null, 2)}\n`);
  for (const { condition, folds, mean } of results) {
    console.log(`\n${condition}, speaker-disjoint, 5 folds`);
    const rows = folds.map((figures, i) => ({ name: `fold ${i + 1}`, figures }));
    console.log(figuresTable([...rows, { name: 'mean', figures: mean }]));
  }
}

await runCommand(main);
