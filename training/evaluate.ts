// npm run evaluate -- --model FILE --crema-d DIR [--condition clean|phone|opus] [--fold N]: runs a model over clips in
// the WASM build that serves. FILE is a graph (.onnx, its manifest beside it) or a fold's head (.head).

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseManifest } from '../src/emotion/manifest.ts';
import { cremaDFolder, foldOf } from './arguments.ts';
import { type Clip, readClip, readCorpus } from './data/corpus.ts';
import { MOONSHINE_BASE } from './encoder/encoders.ts';
import { readEncoder } from './encoder/pooled-encoder.ts';
import { figuresOf, softmaxRows } from './evaluation/metrics.ts';
import { figuresTable, predictionsOf } from './evaluation/report.ts';
import { exportModel, LOGITS } from './head/export-head.ts';
import { CLASSES } from './head/head.ts';
import { decodeHead } from './head/head-file.ts';
import { loadGraph, type RunGraph } from './onnx/run-graph.ts';
import { startProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { CONDITIONS, type Condition, evaluationVariant, windowOf } from './sound/conditions.ts';

interface Model {
  readonly run: RunGraph;
  readonly temperature: number;
  /** Actors that had no part in training or calibrating the model. */
  readonly unseen: readonly number[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'models/emotion.onnx' },
      'crema-d': { type: 'string' },
      condition: { type: 'string' },
      fold: { type: 'string' },
    },
  });

  const conditions = chosenConditions(values.condition);
  const { clips } = await readCorpus(cremaDFolder(values['crema-d']));
  const chosen = clipsOfFold(clips, values.fold);
  const model = await loadModel(values.model);
  const heard = new Set(chosen.map((clip) => clip.actor).filter((actor) => !model.unseen.includes(actor)));
  if (heard.size > 0) {
    console.error(
      `${values.model} was trained or tuned on ${heard.size} of these actors: the figures are better than on new voices. Honest ones: --model models/folds/moonshine-base-foldN.head --fold N.`,
    );
  }
  const rows = [];
  for (const condition of conditions) {
    rows.push({ name: condition, figures: figuresOf(await predict(model, chosen, condition)) });
  }
  console.log(figuresTable(rows));
}

function chosenConditions(argument: string | undefined): readonly Condition[] {
  if (argument === undefined) return CONDITIONS;
  const condition = CONDITIONS.find((candidate) => candidate === argument);
  if (condition === undefined) throw new Error(`--condition ${argument}: choose ${CONDITIONS.join(' or ')}.`);
  return [condition];
}

function clipsOfFold(all: readonly Clip[], argument: string | undefined): readonly Clip[] {
  if (argument === undefined) return all;
  const fold = foldOf(argument);
  return all.filter((clip) => fold.test.includes(clip.actor));
}

async function loadModel(path: string): Promise<Model> {
  const bytes = await readFile(path);
  if (path.endsWith('.head')) {
    const file = decodeHead(bytes);
    const run = await loadGraph(
      exportModel(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), file.head),
      LOGITS,
    );
    return { run, temperature: file.temperature, unseen: file.testActors };
  }
  const manifest = parseManifest(JSON.parse(await readFile(path.replace(/\.onnx$/, '.json'), 'utf8')));
  return { run: await loadGraph(bytes, LOGITS), temperature: manifest.temperature, unseen: [] };
}

async function predict({ run, temperature }: Model, wanted: readonly Clip[], condition: Condition) {
  const logits = new Float32Array(wanted.length * CLASSES);
  const progress = startProgress(condition, wanted.length, 'clips');
  for (const [i, clip] of wanted.entries()) {
    const window = windowOf(await readClip(clip.path), clip.id, evaluationVariant(condition));
    logits.set(await run(window), i * CLASSES);
    progress.add(1);
  }
  progress.stop();
  return predictionsOf({ clips: wanted, probabilities: softmaxRows(logits, CLASSES, temperature) });
}

await runCommand(main);
