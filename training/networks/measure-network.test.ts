import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FOLDS } from '../data/folds.ts';
import { madeUpClips } from '../data/made-up-clips.ts';
import { REPORT_FEATURES } from '../front-ends/frame-features.ts';
import { CLASSES } from '../shared/classes.ts';
import { seededRandom } from '../shared/random.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { type Architecture, reportSchedule } from './architecture.ts';
import { CNN_REPORT } from './cnn.ts';
import { measureFold, type NetworkCorpus } from './measure-network.ts';
import { variantsOf } from './network-tables.ts';

const cache = mkdtempSync(join(tmpdir(), 'evenkeel-measure-'));
beforeAll(startTensorFlow);
afterAll(() => rmSync(cache, { recursive: true }));

const quick: Architecture = { ...CNN_REPORT, schedule: reportSchedule(1) };

/** Made-up clips whose features say nothing. */
function corpus(): NetworkCorpus {
  const clips = madeUpClips();
  const random = seededRandom('corpus');
  const table = Float32Array.from({ length: clips.length * REPORT_FEATURES }, () => random());
  return {
    clips,
    labels: Int32Array.from(clips, ({ label }) => label),
    tables: new Map(variantsOf('means').map((variant) => [variant, table])),
    teacherOf: () => new Float32Array(clips.length * CLASSES),
  };
}

it('finds a fold again that was trained, whatever was built before it', async () => {
  const [fold] = FOLDS;
  if (fold === undefined) throw new Error('There are no folds.');
  const data = corpus();
  const first = await measureFold(quick, data, fold, cache);
  const again = await measureFold(quick, data, fold, cache);
  expect(await readdir(join(cache, 'networks'))).toHaveLength(1);
  expect(again.trained).toEqual(first.trained);
  const { clips } = again.predictions.get('clean') ?? { clips: [] };
  expect(new Set(clips.map(({ actor }) => actor))).toEqual(new Set(fold.test));
});
