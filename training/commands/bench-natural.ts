// npm run bench:natural -- --natural DIR [--asterisk DIR] [--model FOLDER] [--test]: how people who simply talk are heard,
// on the product's own road in the WASM build that serves. Without --test it hears the readers that choices are made on.
// With --test it hears librispeech-test-other and, where named, the prompts of Debian's asterisk-core-sounds-en-wav, and
// writes models/metrics/natural.json: test data, heard once a release candidate; JOURNAL.md counts the looks.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyseRecording } from '../../src/analysis/call/analyse-recording.ts';
import { calibrate } from '../../src/analysis/emotion/calibration.ts';
import type { Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { createEngine, type EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { loadEngineFiles, nodeOrt } from '../../src/node/node-engine.ts';
import { startProgress } from '../../src/node/progress.ts';
import { type JoinedSpeaker, joinedPrompts, joinedSpeakers } from '../data/joined-speech.ts';
import { developmentSpeakers } from '../data/natural.ts';
import {
  type HeardSpeaker,
  type NaturalDocument,
  type NaturalSetFigures,
  naturalSetFigures,
} from '../evaluation/natural-document.ts';
import { runCommand } from '../shared/run-command.ts';
import { overTelephone } from '../sound/telephone.ts';

const DOCUMENT = fileURLToPath(new URL('../../models/metrics/natural.json', import.meta.url));
const CONDITIONS = ['clean', 'phone'] as const;

interface Set {
  readonly name: string;
  readonly speakers: readonly JoinedSpeaker[];
  /** Prompts of a telephone system are heard over the telephone only. */
  readonly conditions: readonly (typeof CONDITIONS)[number][];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      natural: { type: 'string', default: process.env.NATURAL_DIR ?? '' },
      asterisk: { type: 'string' },
      model: { type: 'string' },
      test: { type: 'boolean', default: false },
    },
  });
  if (values.natural === '')
    throw new Error('Where is ordinary speech? Give --natural DIR or set NATURAL_DIR.');
  const { engine, model } = await createEngine(await nodeOrt(), await loadEngineFiles(values.model));
  const sets = values.test
    ? await testSets(values.natural, values.asterisk)
    : await developmentSets(values.natural);
  const conditions = {
    clean: await measure(sets, 'clean', engine, model),
    phone: await measure(sets, 'phone', engine, model),
  };
  printFigures(conditions);
  if (!values.test) return;
  const document: NaturalDocument = { schemaVersion: 1, model, conditions };
  await writeFile(DOCUMENT, `${JSON.stringify(document, null, 2)}\n`);
  console.error('Written: models/metrics/natural.json.');
}

async function developmentSets(folder: string): Promise<Set[]> {
  const chosenOn = developmentSpeakers();
  const speakers = await joinedSpeakers(folder, 'librispeech', (speaker) => chosenOn.has(speaker));
  return [{ name: 'librispeech, readers that choices are made on', speakers, conditions: CONDITIONS }];
}

async function testSets(folder: string, asterisk: string | undefined): Promise<Set[]> {
  const name = 'librispeech-test-other';
  const readers: Set = { name, speakers: await joinedSpeakers(folder, name), conditions: CONDITIONS };
  if (asterisk === undefined) return [readers];
  return [readers, { name: 'asterisk', speakers: [await joinedPrompts(asterisk)], conditions: ['phone'] }];
}

async function measure(
  sets: readonly Set[],
  condition: (typeof CONDITIONS)[number],
  engine: EmotionEngine,
  model: string,
): Promise<NaturalDocument['conditions']['clean']> {
  const cold: NaturalSetFigures[] = [];
  const inCall: NaturalSetFigures[] = [];
  for (const { name, speakers, conditions } of sets) {
    if (!conditions.includes(condition)) continue;
    const progress = startProgress(`${name}, ${condition}`, speakers.length, 'speakers');
    const heard = [];
    for (const speaker of speakers) {
      heard.push(await hear(speaker, condition, engine, model));
      progress.add(1);
    }
    progress.stop();
    cold.push(
      naturalSetFigures(
        name,
        heard.map((speaker) => speaker.cold),
      ),
    );
    inCall.push(
      naturalSetFigures(
        name,
        heard.map((speaker) => speaker.inCall),
      ),
    );
  }
  return { cold: { sets: cold }, inCall: { sets: inCall } };
}

/** One speaker's clips as a call, and its windows as read without context. */
async function hear(
  { speaker, sex, samples }: JoinedSpeaker,
  condition: (typeof CONDITIONS)[number],
  engine: EmotionEngine,
  model: string,
): Promise<{ cold: HeardSpeaker; inCall: HeardSpeaker }> {
  const arrived = condition === 'phone' ? overTelephone(samples, speaker) : samples;
  const cold: Probabilities[] = [];
  const { windows, score, verdict } = await analyseRecording(
    { file: speaker, sampleRateHz: SAMPLE_RATE_HZ, blocks: blocksOf(arrived) },
    listenCold(engine, cold),
    model,
  );
  const probabilities = windows.flatMap((window) => window.probabilities ?? []);
  return {
    cold: { speaker, sex, probabilities: cold, call: null },
    inCall: { speaker, sex, probabilities, call: { score, verdict } },
  };
}

/** The same engine; every window's probabilities without context are put into `cold` as well. */
function listenCold(engine: EmotionEngine, cold: Probabilities[]): EmotionEngine {
  return {
    get warm() {
      return engine.warm;
    },
    async analyse(job) {
      const result = await engine.analyse(job);
      const { reading } = result;
      if (reading?.kind === 'plain') cold.push(reading.probabilities);
      if (reading?.kind === 'embedded')
        cold.push(calibrate(reading.coldLogits, reading.settings.temperature.cold));
      return result;
    },
    readInContext: (request) => engine.readInContext(request),
    release: (stream) => engine.release(stream),
  };
}

async function* blocksOf(samples: Float32Array): AsyncGenerator<Float32Array<ArrayBuffer>> {
  for (let start = 0; start < samples.length; start += SAMPLE_RATE_HZ)
    yield new Float32Array(samples.subarray(start, start + SAMPLE_RATE_HZ));
}

function printFigures(conditions: NaturalDocument['conditions']): void {
  for (const [condition, { cold, inCall }] of Object.entries(conditions)) {
    for (const [how, figures] of Object.entries({ 'without context': cold, 'in the call': inCall })) {
      for (const set of figures?.sets ?? []) {
        const { distressed, anger, notSure, meanDistress, worstSpeaker, windows, calls } = set;
        const numbers = {
          distressed,
          anger,
          'not sure': notSure,
          'mean distress': meanDistress,
          'worst speaker': worstSpeaker,
        };
        const words = Object.entries(numbers).map(([name, value]) => `${name} ${value.toFixed(3)}`);
        console.log(`\n${condition}, ${how}: ${set.name}, ${windows} windows\n${words.join(', ')}`);
        if (calls === null) continue;
        console.log(
          `${calls.count} calls: median score ${calls.medianScore?.toFixed(1)}, lowest ${calls.lowestScore?.toFixed(1)}; ${Object.entries(
            calls.verdicts,
          )
            .map(([verdict, count]) => `${verdict} ${count}`)
            .join(', ')}`,
        );
      }
    }
  }
}

await runCommand(main);
