// npm run train:networks -- --crema-d DIR [--architecture NAME] [--fold N]: trains the networks that start from
// nothing, measures them, and writes models/architectures/ and models/metrics/. Resumable; see README.md.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Clip, readCorpus } from '../data/corpus.ts';
import { FOLDS, type Fold } from '../data/folds.ts';
import { readSoftLabels } from '../data/soft-labels.ts';
import { pooledTemperature } from '../evaluation/calibration.ts';
import { metricsDocumentOf } from '../evaluation/metrics-document.ts';
import { type ConditionResult, conditionResult, foldsTable } from '../evaluation/report.ts';
import { extractFeatures } from '../features/feature-cache.ts';
import type { Architecture } from '../networks/architecture.ts';
import { exportNetwork } from '../networks/export-network.ts';
import { ARCHITECTURES } from '../networks/index.ts';
import {
  measureFold,
  measureRandomSplit,
  type NetworkCorpus,
  type NetworkOutcome,
  shippedNetwork,
} from '../networks/measure-network.ts';
import { NETWORK_VARIANTS, readNetworkTables, variantsOf } from '../networks/network-tables.ts';
import { networkOf } from '../networks/train-network.ts';
import { countParameters } from '../onnx/count-parameters.ts';
import { CLASSES } from '../shared/classes.ts';
import { runCommand } from '../shared/run-command.ts';
import { CONDITIONS, type Variant } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { parseTrainingArguments } from './arguments.ts';
import { createManifest } from './manifest.ts';

/** Version of the networks that this code makes; counts up with every one that ships. */
const NETWORK_VERSION = '1.0.0';

const models = (path: string) => fileURLToPath(new URL(`../../models/${path}`, import.meta.url));

async function main(): Promise<void> {
  const { cremaD, cache, processes, folds, architectures } = parseTrainingArguments(process.argv.slice(2), [
    'fold',
    'architecture',
  ]);
  const chosen = chosenArchitectures(architectures);
  const { clips } = await readCorpus(cremaD);
  await startTensorFlow();
  for (const architecture of chosen) {
    const corpus = await readNetworkCorpus(architecture, clips, cache, processes);
    await trainArchitecture(architecture, corpus, folds, cache);
  }
}

function chosenArchitectures(names: readonly string[]): readonly Architecture[] {
  if (names.length === 0) return ARCHITECTURES;
  return names.map((name) => {
    const architecture = ARCHITECTURES.find((candidate) => candidate.name === name);
    if (architecture !== undefined) return architecture;
    const known = ARCHITECTURES.map((candidate) => candidate.name).join(', ');
    throw new Error(`--architecture ${name}: there are ${known}.`);
  });
}

/** The report's networks are measured as the report did, too. */
function isOfReport({ frontEnd }: Architecture): boolean {
  return frontEnd === 'means';
}

async function readNetworkCorpus(
  architecture: Architecture,
  clips: readonly Clip[],
  cache: string,
  processes: number,
): Promise<NetworkCorpus> {
  const { frontEnd } = architecture;
  const variants: Variant[] = [...variantsOf(frontEnd)];
  if (isOfReport(architecture)) variants.push('clean-stretched');
  if (frontEnd !== 'waveform') await extractFeatures('frames', clips, variants, cache, processes);
  const softLabels = await readSoftLabels(clips);
  return {
    clips,
    labels: Int32Array.from(clips, (clip) => clip.label),
    tables: await readNetworkTables(clips, frontEnd, variants, cache),
    teacherOf: softLabels,
  };
}

async function trainArchitecture(
  architecture: Architecture,
  corpus: NetworkCorpus,
  folds: readonly Fold[],
  cache: string,
): Promise<void> {
  const outcomes: NetworkOutcome[] = [];
  for (const fold of folds) outcomes.push(await measureFold(architecture, corpus, fold, cache));
  const results = resultsOf(outcomes);
  if (isOfReport(architecture)) {
    const { predictions } = await measureRandomSplit(architecture, corpus, cache);
    results.push(conditionResult('clean', [...predictions.values()], 'random-80-20'));
  }
  printResults(architecture, results, folds);
  if (folds.length === FOLDS.length) await writeModel(architecture, corpus, outcomes, results, cache);
  else console.error('These are not all folds, so nothing in models/ was changed.');
}

function resultsOf(outcomes: readonly NetworkOutcome[]): ConditionResult[] {
  return CONDITIONS.map((condition) =>
    conditionResult(
      condition,
      outcomes.flatMap(({ predictions }) => predictions.get(condition) ?? []),
    ),
  );
}

function printResults(
  { name }: Architecture,
  results: readonly ConditionResult[],
  folds: readonly Fold[],
): void {
  for (const result of results) {
    console.log(`\n${name}, ${result.condition}, ${result.protocol}`);
    const names =
      result.protocol === 'random-80-20' ? ['split'] : folds.map(({ number }) => `fold ${number}`);
    console.log(foldsTable(result, names));
  }
}

/** Graph, manifest, figures and learning curves. */
async function writeModel(
  architecture: Architecture,
  corpus: NetworkCorpus,
  outcomes: readonly NetworkOutcome[],
  results: readonly ConditionResult[],
  cache: string,
): Promise<void> {
  const { name, frontEnd } = architecture;
  const { trained, standardisation } = await shippedNetwork(architecture, corpus, cache);
  const model = networkOf(architecture, trained.weights);
  const graph = exportNetwork(model, frontEnd, standardisation);
  model.dispose();
  const manifest = createManifest({
    version: NETWORK_VERSION,
    graphs: {
      graph,
      temperature: pooledTemperature(
        outcomes.map(({ development }) => development),
        CLASSES,
      ),
    },
    encoder: null,
    speech: [],
    trainedOn: `CREMA-D, ${corpus.clips.length} clips of 91 actors: ${NETWORK_VARIANTS[frontEnd].join(', ')}`,
    metrics: Object.fromEntries(
      results
        .filter(({ protocol }) => protocol === 'speaker-disjoint-5fold')
        .map(({ condition, mean }) => [condition, mean]),
    ),
  });
  const metrics = metricsDocumentOf({
    architecture: name,
    parameters: countParameters(graph),
    sizeBytes: graph.length,
    results,
  });
  const curves = {
    schemaVersion: 1,
    architecture: name,
    folds: outcomes.map((outcome) => ({ epoch: outcome.trained.epoch, curve: outcome.trained.curve })),
  };
  for (const folder of ['architectures', 'metrics', 'curves'])
    await mkdir(models(folder), { recursive: true });
  await writeFile(models(`architectures/${name}.onnx`), graph);
  await writeFile(models(`architectures/${name}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(models(`metrics/${name}.json`), metrics);
  await writeFile(models(`curves/${name}.json`), `${JSON.stringify(curves)}\n`);
}

await runCommand(main);
