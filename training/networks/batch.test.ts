import { beforeAll, describe, expect, it } from 'vitest';
import { CLASSES } from '../shared/classes.ts';
import { seededRandom } from '../shared/random.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { INPUT_SHAPES, type Schedule, SEQUENCE_SCHEDULE } from './architecture.ts';
import { makeBatch } from './batch.ts';
import { CNN } from './cnn.ts';

const [FRAMES, FEATURES] = INPUT_SHAPES.sequence;
const SIZE = FRAMES * FEATURES;
const PLAIN: Schedule = {
  ...SEQUENCE_SCHEDULE,
  labelSmoothing: 0,
  teacherShare: 0,
  mixupShare: 0,
  masking: false,
  warping: false,
};

beforeAll(startTensorFlow);

/** Two clips whose every feature rises by one a frame, the second a thousand above the first. */
const ramps = Float32Array.from(
  { length: 2 * SIZE },
  (_, i) => 1_000 * Math.floor(i / SIZE) + Math.floor((i % SIZE) / FEATURES),
);

function batchOf(schedule: Schedule, seed: string) {
  const data = {
    training: [ramps],
    development: [],
    trainingRows: Int32Array.of(0, 1),
    developmentRows: new Int32Array(),
    labels: Int32Array.of(2, 5),
    standardisation: null,
  };
  const batch = makeBatch({ ...CNN, schedule }, data, Int32Array.of(1, 0), seededRandom(seed));
  return {
    inputs: batch.inputs.dataSync() as Float32Array,
    targets: batch.targets.dataSync() as Float32Array,
    labels: batch.labels,
  };
}

describe('makeBatch', () => {
  it('is the rows that were chosen, and what they are, where nothing is varied', () => {
    const { inputs, targets, labels } = batchOf(PLAIN, 'plain');
    expect(inputs.subarray(0, SIZE)).toEqual(ramps.subarray(SIZE));
    expect(inputs.subarray(SIZE)).toEqual(ramps.subarray(0, SIZE));
    expect([...labels]).toEqual([5, 2]);
    expect([...targets]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0]);
  });

  it('plays sequences quicker or slower, never backwards or beyond their ends', () => {
    const speeds = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      const { inputs } = batchOf({ ...PLAIN, warping: true }, `warped ${seed}`);
      const first = inputs.subarray(SIZE);
      const track = Array.from({ length: FRAMES }, (_, frame) => first[frame * FEATURES] as number);
      const steps = track.slice(1).map((value, i) => value - (track[i] as number));
      expect(Math.min(...steps)).toBeGreaterThan(-1e-4);
      expect(Math.max(...steps)).toBeLessThan(1.2501);
      expect(Math.min(...track)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...track)).toBeLessThanOrEqual(FRAMES - 1);
      speeds.add(Math.max(...steps).toFixed(2));
    }
    expect(speeds.size).toBeGreaterThan(5);
  });

  it('mixes what clips ought to be recognised as when it mixes them', () => {
    const { targets } = batchOf({ ...PLAIN, mixupShare: 1 }, 'mixed');
    for (let row = 0; row < 2; row++) {
      const own = targets.subarray(row * CLASSES, (row + 1) * CLASSES);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      expect(own[row === 0 ? 5 : 2]).toBeGreaterThanOrEqual(0.5);
    }
  });
});
