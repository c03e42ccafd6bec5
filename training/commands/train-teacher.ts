// WHISPER_TINY_EN=FILE npm run train:teacher -- --crema-d DIR: makes training/data/soft-labels.json anew. Only
// needed when the teacher or the clips change; see README.md.

import { writeFile } from 'node:fs/promises';
import { readCorpus } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import {
  clipListHash,
  encodeProbabilities,
  SOFT_LABELS_FILE,
  type SoftLabelsFile,
} from '../data/soft-labels.ts';
import { extractFeatures, readFeatures } from '../features/feature-cache.ts';
import type { Head } from '../head/head.ts';
import { runCommand } from '../shared/run-command.ts';
import {
  joinTables,
  softLabelsOf,
  TEACHER_SOURCES,
  TEACHERS,
  teacherUar,
  trainTeacher,
} from '../teacher/train-teacher.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { parseTrainingArguments } from './arguments.ts';

async function main(): Promise<void> {
  const { cremaD, cache, processes } = parseTrainingArguments(process.argv.slice(2));
  const { clips } = await readCorpus(cremaD);
  const tables = [];
  for (const source of TEACHER_SOURCES) {
    await extractFeatures(source, clips, ['clean-centred'], cache, processes);
    tables.push(await readFeatures(source, clips, 'clean-centred', cache));
  }
  const table = joinTables(tables);
  await startTensorFlow();
  const heads = new Map<string, Head>();
  for (const leftOut of TEACHERS) heads.set(leftOut.join(), await trainTeacher(clips, table, leftOut, cache));
  const teacherWithout = (leftOut: readonly number[]) => {
    const head = heads.get(leftOut.join());
    if (head === undefined) throw new Error(`No teacher leaves out ${leftOut.join(' and ')}.`);
    return head;
  };
  const uars = FOLDS.map(({ number }) => teacherUar(clips, table, number, teacherWithout([number])));
  const targets = [...FOLDS.map(({ number }) => number), null];
  const file: SoftLabelsFile = {
    schemaVersion: 1,
    teacher: [...TEACHER_SOURCES],
    teacherUar: uars,
    clips: clipListHash(clips),
    folds: Object.fromEntries(
      targets.map((fold) => [
        String(fold ?? 'all'),
        encodeProbabilities(softLabelsOf(clips, table, fold, teacherWithout)),
      ]),
    ),
  };
  await writeFile(SOFT_LABELS_FILE, `${JSON.stringify(file, null, 1)}\n`);
  console.log(`The teacher's UAR by fold, clean: ${uars.map((uar) => uar.toFixed(3)).join(' ')}`);
}

await runCommand(main);
