import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Clip } from './corpus.ts';
import { clipListHash, encodeProbabilities, readSoftLabels } from './soft-labels.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-labels-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clips = ['1001_DFA_ANG_XX', '1002_DFA_SAD_XX'].map(
  (id): Clip => ({
    id,
    path: '',
    actor: Number(id.slice(0, 4)),
    sentence: 'DFA',
    emotion: 'anger',
    label: 0,
  }),
);
const probabilities = Float32Array.of(0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0, 1);

function fileOf(facts: object): string {
  const file = join(folder, `${Math.random()}.json`);
  const whole = {
    schemaVersion: 1,
    teacher: ['x'],
    teacherUar: [0.7],
    clips: clipListHash(clips),
    folds: {},
  };
  writeFileSync(file, JSON.stringify({ ...whole, ...facts }));
  return file;
}

describe('readSoftLabels', () => {
  it('gives back what was written, to a byte', async () => {
    const file = fileOf({
      folds: { 2: encodeProbabilities(probabilities), all: encodeProbabilities(probabilities) },
    });
    const labels = await readSoftLabels(clips, file);
    for (const fold of [2, null]) {
      labels(fold).forEach((value, i) => {
        expect(Math.abs(value - (probabilities[i] ?? 0))).toBeLessThan(1 / 500);
      });
    }
  });

  it('says what is wrong: no file, other clips, a fold that is not there', async () => {
    await expect(readSoftLabels(clips, join(folder, 'none'))).rejects.toThrow(/train:teacher/);
    await expect(readSoftLabels([...clips].reverse(), fileOf({}))).rejects.toThrow(/other clips/);
    const labels = await readSoftLabels(clips, fileOf({}));
    expect(() => labels(3)).toThrow(/0 numbers for fold 3; expected 12/);
  });
});
