import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { parseAnalyseCommand } from './analyse-command.ts';

describe('evenkeel analyse', () => {
  it('prints text of the right channel, one recording a core, unless told otherwise', () => {
    expect(parseAnalyseCommand(['a.wav'])).toEqual({
      help: false,
      format: 'text',
      customer: 'right',
      named: ['a.wav'],
      list: null,
      out: null,
      jobs: availableParallelism(),
      runtime: 'wasm',
    });
  });

  it('takes every option', () => {
    expect(
      parseAnalyseCommand(['--csv', '--customer', 'mix', '--from', 'list.txt', '--jobs', '3', 'b.wav']),
    ).toMatchObject({
      format: 'csv',
      customer: 'mix',
      named: ['b.wav'],
      list: 'list.txt',
      jobs: 3,
    });
    expect(parseAnalyseCommand(['--out', 'results', 'b.wav']).out).toBe('results');
    expect(parseAnalyseCommand(['--runtime', 'native', 'b.wav']).runtime).toBe('native');
    expect(parseAnalyseCommand(['-h']).help).toBe(true);
  });

  it.each([
    [['--customer', 'middle', 'a.wav'], '--customer is one of left, right, mix; got "middle".'],
    [['--jobs', '0', 'a.wav'], '--jobs takes a whole number of at least 1; got "0".'],
    [['--jobs', 'many', 'a.wav'], '--jobs takes a whole number of at least 1; got "many".'],
    [['--runtime', 'gpu', 'a.wav'], '--runtime is one of wasm, native; got "gpu".'],
    [['--json', '--csv', 'a.wav'], '--json and --csv exclude each other'],
    [['--json', '--out', 'results', 'a.wav'], '--out writes JSON files by itself'],
    [[], 'No recording named.'],
    [['--fast', 'a.wav'], '--fast'],
  ])('refuses %j in a sentence', (argv, sentence) => {
    expect(() => parseAnalyseCommand(argv)).toThrow(sentence);
  });
});
