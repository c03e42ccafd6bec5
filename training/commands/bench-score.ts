// npm run bench:score -- --crema-d DIR: plants hundreds of calls of customers that the models have not heard, scores
// them, and writes models/metrics/score.json, its plot and the figures in docs/score.md.
// Resumable; see README.md.

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseManifest } from '../../src/analysis/emotion/manifest.ts';
import { readCorpus } from '../data/corpus.ts';
import { figuresOf, lengthDrift } from '../planted-calls/figures.ts';
import { hearCalls, readHeard } from '../planted-calls/heard-cache.ts';
import {
  type FoldHead,
  headWithout,
  type JudgedCall,
  judge,
  readFoldHeads,
  scoreVersionOf,
  windowsOf,
} from '../planted-calls/judge.ts';
import type { PlantedCall } from '../planted-calls/plan.ts';
import { plantCalls } from '../planted-calls/planted-calls.ts';
import {
  type ConditionFigures,
  parseScoreDocument,
  scoreDocumentOf,
} from '../planted-calls/score-document.ts';
import { withFigures } from '../planted-calls/score-page.ts';
import { scorePlot } from '../planted-calls/score-plot.ts';
import { measuredCalls, stretchedCalls } from '../planted-calls/sets.ts';
import { runCommand } from '../shared/run-command.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { parseTrainingArguments } from './arguments.ts';

const BENCH_CONDITIONS = ['phone', 'clean'] as const;
type BenchCondition = (typeof BENCH_CONDITIONS)[number];

const PAGE = fileURLToPath(new URL('../../docs/score.md', import.meta.url));
const models = (path: string) => fileURLToPath(new URL(`../../models/${path}`, import.meta.url));

async function main(): Promise<void> {
  const { cremaD, cache, processes } = parseTrainingArguments(process.argv.slice(2));
  const { clips } = await readCorpus(cremaD);
  const phone = await plantCalls(measuredCalls('phone'), clips);
  const clean = await plantCalls(measuredCalls('clean'), clips);
  const stretched = await plantCalls(stretchedCalls(), clips);
  await hearCalls([...phone, ...stretched], ['phone'], cache, processes);
  await hearCalls(clean, ['clean'], cache, processes);
  await startTensorFlow();
  const heads = await readFoldHeads();
  const manifest = parseManifest(JSON.parse(await readFile(models('emotion.json'), 'utf8')));
  const text = scoreDocumentOf({
    schemaVersion: 1,
    scoreVersion: scoreVersionOf(headWithout(heads, phone[0]?.actor ?? 0)),
    model: manifest.version,
    conditions: {
      clean: await measure(clean, [], 'clean', heads, cache),
      phone: await measure(phone, stretched, 'phone', heads, cache),
    },
  });
  await writeFile(models('metrics/score.json'), text);
  // The page and the plot read the file, which has four decimals.
  const document = parseScoreDocument(JSON.parse(text), 'models/metrics/score.json');
  await writeFile(models('plots/score.svg'), scorePlot(document));
  await writeFile(PAGE, withFigures(await readFile(PAGE, 'utf8'), document));
  for (const condition of BENCH_CONDITIONS) print(condition, document.conditions[condition]);
}

/** @param stretched calls that differ in their length only; they count for what length does and for nothing else */
async function measure(
  measured: readonly PlantedCall[],
  stretched: readonly PlantedCall[],
  condition: BenchCondition,
  heads: ReadonlyMap<number, FoldHead>,
  cache: string,
): Promise<ConditionFigures> {
  const judgeAll = async (calls: readonly PlantedCall[]) => {
    const judged: JudgedCall[] = [];
    for (const call of calls) {
      const heard = await readHeard(call, condition, cache);
      const head = headWithout(heads, call.actor);
      judged.push(judge(call, await windowsOf(heard, head), scoreVersionOf(head)));
    }
    return judged;
  };
  const judged = await judgeAll(measured);
  return {
    ...figuresOf(judged),
    lengthDrift: lengthDrift([...judged, ...(await judgeAll(stretched))]),
    scatter: judged.flatMap(({ call: { course }, truth, assessment }) => {
      const { score, classicScore } = assessment;
      return truth.score === null || score === null || classicScore === null
        ? []
        : [{ course, oracle: truth.score, score, classic: classicScore }];
    }),
  };
}

function print(condition: BenchCondition, figures: ConditionFigures): void {
  const { scatter: _, courses, groups, classic, ...numbers } = figures;
  console.log(`\n${condition}`);
  console.table(numbers);
  console.log(
    `The report's rule: Spearman ${classic.spearman.toFixed(3)}, pairs ${classic.pairwiseOrder.toFixed(3)}`,
  );
  console.table(courses);
  console.table({ ...groups.sex, ...groups.age });
}

await runCommand(main);
