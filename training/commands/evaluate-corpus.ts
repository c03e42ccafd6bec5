// npm run evaluate:corpus -- --ravdess DIR [--model FILE] [--part choosing|reporting]: runs a model over clips of another
// corpus in the WASM build that serves. With both parts it writes models/metrics/cross-corpus.json; the part "reporting" is
// test data, and JOURNAL.md counts how often it was looked at.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RAVDESS_PARTS, type RavdessPart, readRavdess } from '../data/ravdess.ts';
import { type CorpusFigures, type CorpusReading, readingOf } from '../evaluation/cross-corpus.ts';
import type { Protocol } from '../evaluation/report.ts';
import { runCommand } from '../shared/run-command.ts';
import { hearClips, loadModel, type ModelUnderTest } from './model-under-test.ts';

const DOCUMENT = fileURLToPath(new URL('../../models/metrics/cross-corpus.json', import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ravdess: { type: 'string', default: process.env.RAVDESS_DIR ?? '' },
      model: { type: 'string', default: 'models/emotion.onnx' },
      part: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.ravdess === '') throw new Error('Where is RAVDESS? Give --ravdess DIR or set RAVDESS_DIR.');
  const parts = partsOf(values.part);
  const model = await loadModel(values.model);
  const corpora: CorpusFigures[] = [];
  for (const part of parts) corpora.push(await measure(model, values.ravdess, part));
  printFigures(corpora);
  if (parts.length < Object.keys(RAVDESS_PARTS).length) {
    console.error('This is not the whole corpus, so nothing in models/ was changed.');
    return;
  }
  const document = { schemaVersion: 1, model: model.version, corpora };
  await writeFile(DOCUMENT, `${JSON.stringify(document, null, 2)}\n`);
  console.error('Written: models/metrics/cross-corpus.json.');
}

function partsOf(given: readonly string[]): RavdessPart[] {
  const known = Object.keys(RAVDESS_PARTS) as RavdessPart[];
  for (const part of given)
    if (!known.some((name) => name === part))
      throw new Error(`--part ${part}: choose ${known.join(' or ')}.`);
  return given.length === 0 ? known : known.filter((name) => given.includes(name));
}

async function measure(model: ModelUnderTest, folder: string, part: RavdessPart): Promise<CorpusFigures> {
  const clips = await readRavdess(folder, part);
  const heard = await hearClips(model, clips, 'clean', `RAVDESS, ${part}`);
  const read = async (protocol: Protocol): Promise<CorpusReading> => {
    const { probabilities } = await heard.predict(protocol);
    return readingOf(clips, probabilities, `ravdess/${part}/${protocol}`);
  };
  const isCall = model.reading.kind === 'call';
  return {
    name: 'ravdess',
    part,
    clips: clips.length,
    speakers: new Set(clips.map(({ actor }) => actor)).size,
    cold: await read('speaker-disjoint-5fold'),
    inCall: isCall ? await read('speaker-disjoint-5fold-in-call') : null,
    inCallSteady: isCall ? await read('speaker-disjoint-5fold-in-call-steady') : null,
  };
}

function printFigures(corpora: readonly CorpusFigures[]): void {
  for (const { part, clips, cold, inCall, inCallSteady } of corpora) {
    console.log(`\nRAVDESS, ${part}, ${clips} clips`);
    for (const [name, figures] of Object.entries({ cold, inCall, inCallSteady })) {
      if (figures === null) continue;
      const recalls = Object.entries(figures.perClass).map(
        ([emotion, recall]) => `${emotion} ${recall.toFixed(2)}`,
      );
      console.log(
        `${name.padEnd(12)} UAR ${figures.uar.toFixed(3)}, AUC ${figures.distressAuc.toFixed(3)}, ECE ${figures.ece.toFixed(3)}; recall: ${recalls.join(', ')}`,
      );
    }
  }
}

await runCommand(main);
