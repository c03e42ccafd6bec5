import { describe, expect, it } from 'vitest';
import { FOLDS } from '../data/folds.ts';
import { parseTrainingArguments } from './arguments.ts';

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

  it('refuses what a command would not use', () => {
    expect(() => parseTrainingArguments(['--crema-d', 'clips', '--fold', '2'])).toThrow('--fold');
  });
});
