// npm run train -- --crema-d DIR --natural DIR [--fold N]: everything from clips to models/. Resumable; see README.md.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCorpus } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import { readNaturalSpeech } from '../data/natural.ts';
import { NATURAL_LICENCES } from '../data/natural-licences.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import { readEncoder } from '../encoder/pooled-encoder.ts';
import { temperaturesOf } from '../evaluation/calibration.ts';
import { metricsDocumentOf } from '../evaluation/metrics-document.ts';
import { conditionResult, foldsTable } from '../evaluation/report.ts';
import { embeddingSize } from '../head/call-head.ts';
import { encodeCallHead } from '../head/call-head-file.ts';
import { checkCallExport } from '../head/check-export.ts';
import { type Dataset, readDataset } from '../head/dataset.ts';
import { exportCallHead, exportEmbedding } from '../head/export-call-head.ts';
import { FOLD_PROTOCOLS, type FoldOutcome, headOfAllActors, trainFold } from '../head/train-folds.ts';
import { MODEL_VERSION, RECIPE } from '../head/train-head.ts';
import { countParameters } from '../onnx/count-parameters.ts';
import { runCommand } from '../shared/run-command.ts';
import { CONDITIONS } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { naturalFolder, parseTrainingArguments } from './arguments.ts';
import { createManifest } from './manifest.ts';

const ARCHITECTURE = 'moonshine-base';
/** Every how many clips the exported graphs are compared with TensorFlow.js. */
const CHECK_STRIDE = 300;

const models = (path: string) => fileURLToPath(new URL(`../../models/${path}`, import.meta.url));

async function main(): Promise<void> {
  const asked = parseTrainingArguments(process.argv.slice(2), ['fold', 'natural']);
  const { cremaD, cache, processes, folds } = asked;
  const natural = await readNaturalSpeech(naturalFolder(asked));
  const { clips, leftOut } = await readCorpus(cremaD);
  console.error(`${clips.length} clips; left out:`);
  for (const { id, reason } of leftOut) console.error(`  ${id}: ${reason}`);
  console.error(
    `${natural.training.length} passages of ordinary speech; ${natural.development.length} to choose on.`,
  );
  const data = await readDataset(clips, natural, cache, processes);

  await startTensorFlow();
  const outcomes: FoldOutcome[] = [];
  for (const fold of folds) outcomes.push(await trainFold(data, fold, RECIPE, cache));
  printFigures(outcomes);
  if (outcomes.length === FOLDS.length) await writeModels(data, outcomes, cache);
  else console.error('These are not all folds, so nothing in models/ was changed.');
}

/** Graphs, manifest, figures and the folds' heads. */
async function writeModels(data: Dataset, outcomes: readonly FoldOutcome[], cache: string): Promise<void> {
  const results = FOLD_PROTOCOLS.flatMap((protocol) =>
    CONDITIONS.map((condition) =>
      conditionResult(
        condition,
        outcomes.map(({ predictions }) => predictions[protocol][condition]),
        protocol,
      ),
    ),
  );
  const head = await headOfAllActors(data, RECIPE, cache);
  const embedding = exportEmbedding(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head);
  const headGraph = exportCallHead(head);
  const difference = await checkCallExport(
    embedding,
    headGraph,
    MOONSHINE_BASE,
    head,
    data.clips,
    CHECK_STRIDE,
  );
  console.error(
    `The exported graphs agree with TensorFlow.js: logits differ by ${difference.toExponential(1)} at most.`,
  );
  const manifest = createManifest({
    version: MODEL_VERSION,
    graphs: {
      embedding,
      head: headGraph,
      context: { size: embeddingSize(head), ...head.context },
      temperature: temperaturesOf(outcomes.map(({ development }) => development)),
    },
    encoder: MOONSHINE_BASE,
    speech: NATURAL_LICENCES,
    trainedOn: `CREMA-D, ${data.clips.length} clips of 91 actors, each clean, over telephone and Opus, alone and between others in a turn, and as other voices over random lines; half of every target is what a teacher of three encoders (Moonshine base and tiny, Whisper tiny.en) hears in the clip. ${data.natural.speech.length} passages of ordinary speech (${NATURAL_LICENCES.map(({ name }) => name).join('; ')}), mostly neutral`,
    metrics: Object.fromEntries(
      results
        .filter(({ protocol }) => protocol === 'speaker-disjoint-5fold')
        .map(({ condition, mean }) => [condition, mean]),
    ),
  });
  const metrics = metricsDocumentOf({
    architecture: ARCHITECTURE,
    parameters: countParameters(embedding) + countParameters(headGraph),
    sizeBytes: embedding.length + headGraph.length,
    results,
  });
  await mkdir(models('metrics'), { recursive: true });
  await mkdir(models('folds'), { recursive: true });
  for (const { head: file } of outcomes) {
    await writeFile(models(`folds/${ARCHITECTURE}-fold${file.fold}.head`), encodeCallHead(file));
  }
  await writeFile(models('emotion.onnx'), embedding);
  await writeFile(models('emotion-head.onnx'), headGraph);
  await writeFile(models('emotion.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(models(`metrics/${ARCHITECTURE}.json`), metrics);
}

function printFigures(outcomes: readonly FoldOutcome[]): void {
  const names = outcomes.map(({ head }) => `fold ${head.fold}`);
  for (const protocol of FOLD_PROTOCOLS) {
    for (const condition of CONDITIONS) {
      const predictions = outcomes.map((outcome) => outcome.predictions[protocol][condition]);
      console.log(`\n${condition}, ${protocol}`);
      console.log(foldsTable(conditionResult(condition, predictions, protocol), names));
    }
  }
}

await runCommand(main);
