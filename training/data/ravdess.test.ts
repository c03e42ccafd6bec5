import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseRavdessId, readRavdess } from './ravdess.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-ravdess-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const [actor, names] of [
  ['Actor_12', ['03-01-05-01-01-01-12', '03-01-02-01-01-01-12', '03-01-08-01-01-01-12']],
  ['Actor_13', ['03-01-04-02-01-01-13', '03-02-04-02-01-01-13']],
] as const) {
  mkdirSync(join(folder, actor));
  for (const name of names) writeFileSync(join(folder, actor, `${name}.wav`), '');
}

describe('RAVDESS', () => {
  it('takes a name apart: spoken clips of the six emotions, and no others', () => {
    expect(parseRavdessId('03-01-06-02-01-02-24')).toEqual({ actor: 24, emotion: 'fear' });
    // Calm, surprised, sung, and another corpus.
    for (const id of [
      '03-01-02-01-01-01-01',
      '03-01-08-01-01-01-01',
      '03-02-05-01-01-01-01',
      '1001_DFA_ANG_XX',
    ])
      expect(parseRavdessId(id)).toBeUndefined();
  });

  it('keeps the actors that recipes are chosen on apart from those that are reported', async () => {
    expect((await readRavdess(folder, 'choosing')).map(({ id, label }) => [id, label])).toEqual([
      ['03-01-05-01-01-01-12', 0],
    ]);
    expect((await readRavdess(folder, 'reporting')).map(({ id, label }) => [id, label])).toEqual([
      ['03-01-04-02-01-01-13', 5],
    ]);
  });

  it('says what is missing', async () => {
    const empty = join(folder, 'Actor_12');
    await expect(readRavdess(empty, 'reporting')).rejects.toThrow('No clips of RAVDESS by actors 13 to 24');
    await expect(readRavdess(join(folder, 'nowhere'), 'choosing')).rejects.toThrow("can't be read");
  });

  it('is read by nothing that trains', () => {
    const rooms = ['head', 'teacher', 'networks', 'features'].map(
      (room) => new URL(`../${room}/`, import.meta.url),
    );
    const commands = [
      'train.ts',
      'train-networks.ts',
      'train-teacher.ts',
      'train-sentences.ts',
      'fit-score.ts',
    ].map((name) => new URL(`../commands/${name}`, import.meta.url));
    const files = rooms.flatMap((room) => readdirSync(room).map((name) => new URL(name, room)));
    for (const file of [...files, ...commands]) {
      expect([file.pathname, /ravdess/i.test(readFileSync(file, 'utf8'))]).toEqual([file.pathname, false]);
    }
  });
});
