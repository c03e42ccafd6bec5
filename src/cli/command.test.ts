import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { parseCommand } from './command.ts';

describe('the command line', () => {
  it('prints text of the right channel, one recording a core, unless told otherwise', () => {
    expect(parseCommand(['a.wav'])).toEqual({
      help: false,
      format: 'text',
      customer: 'right',
      named: ['a.wav'],
      list: null,
      out: null,
      jobs: availableParallelism(),
    });
  });

  it('takes every option', () => {
    expect(
      parseCommand(['--csv', '--customer', 'mix', '--from', 'list.txt', '--jobs', '3', 'b.wav']),
    ).toMatchObject({
      format: 'csv',
      customer: 'mix',
      named: ['b.wav'],
      list: 'list.txt',
      jobs: 3,
    });
    expect(parseCommand(['--out', 'results', 'b.wav']).out).toBe('results');
    expect(parseCommand(['-h']).help).toBe(true);
  });

  it.each([
    [['--customer', 'middle', 'a.wav'], '--customer is one of left, right, mix; got "middle".'],
    [['--jobs', '0', 'a.wav'], '--jobs takes a whole number of at least 1; got "0".'],
    [['--jobs', 'many', 'a.wav'], '--jobs takes a whole number of at least 1; got "many".'],
    [['--json', '--csv', 'a.wav'], '--json and --csv exclude each other'],
    [['--json', '--out', 'results', 'a.wav'], '--out writes JSON files by itself'],
    [[], 'No recording named.'],
    [['--fast', 'a.wav'], '--fast'],
  ])('refuses %j in a sentence', (argv, sentence) => {
    expect(() => parseCommand(argv)).toThrow(sentence);
  });
});
