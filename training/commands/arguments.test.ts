import { describe, expect, it, vi } from 'vitest';
import { FOLDS } from '../data/folds.ts';
import { naturalFolder, parseTrainingArguments } from './arguments.ts';

const parse = (...args: string[]) =>
  parseTrainingArguments(['--crema-d', 'clips', ...args], ['fold', 'architecture']);

describe('parseTrainingArguments', () => {
  it('takes all folds and architectures where none is named', () => {
    expect(parse()).toMatchObject({ cremaD: 'clips', folds: FOLDS, architectures: [] });
  });

  it('takes those that are named', () => {
    const { folds, architectures } = parse('--fold', '2', '--fold', '5', '--architecture', 'cnn');
    expect(folds.map(({ number }) => number)).toEqual([2, 5]);
    expect(architectures).toEqual(['cnn']);
  });

  it.each([
    [['--fold', '6'], '--fold 6: choose 1 to 5.'],
    [['--processes', '0'], '--processes 0: give a whole number of at least 1.'],
    [['--processes', 'two'], '--processes two: give a whole number of at least 1.'],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence);
  });

  it('takes the folder of ordinary speech, and says so where it is missing', () => {
    const asked = (...args: string[]) =>
      naturalFolder(parseTrainingArguments(['--crema-d', 'clips', ...args], ['natural']));
    vi.stubEnv('NATURAL_DIR', '');
    expect(asked('--natural', 'speech')).toBe('speech');
    expect(() => asked()).toThrow('Give --natural DIR or set NATURAL_DIR');
    vi.stubEnv('NATURAL_DIR', 'elsewhere');
    expect(asked()).toBe('elsewhere');
    vi.unstubAllEnvs();
  });

  it('refuses what a command would not use', () => {
    expect(() => parseTrainingArguments(['--crema-d', 'clips', '--fold', '2'])).toThrow('--fold');
  });
});
