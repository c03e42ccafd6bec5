import { describe, expect, it, vi } from 'vitest';
import {
  MAX_ADDRESS_CHARACTERS,
  MAX_PATTERN_CHARACTERS,
  parseCasePattern,
  referenceIn,
  usableCasePattern,
} from './case-pattern.ts';

const ADDRESS = 'https://crm.example.com/lightning/r/Case/5008c00001XyZab/view?tab=2';

function read(source: string, address: string): string | null {
  const pattern = parseCasePattern(source);
  if (pattern.kind !== 'ready') throw new Error(JSON.stringify(pattern));
  return referenceIn(address, pattern.expression);
}

describe('a pattern', () => {
  it.each([
    ['/Case/([^/]+)/view', '5008c00001XyZab'],
    ['500[A-Za-z0-9]{12}', '5008c00001XyZab'],
    ['/(?:Case|Incident)/([A-Za-z0-9]+)', '5008c00001XyZab'],
    ['[?&]ticket=([^&]+)', null],
    ['tab=(\\d)', '2'],
  ])('%s reads its first group, or all that fits', (source, reference) => {
    expect(read(source, ADDRESS)).toBe(reference);
  });

  it('gives a reference as people write it, and never one that is too long', () => {
    expect(read('case=([^&]+)', 'https://desk.example.com/?case=A%2077%20')).toBe('A 77');
    expect(read('case=([^&]+)', 'https://desk.example.com/?case=%E0%A4%A')).toBe('%E0%A4%A');
    expect(read('case=([^&]+)', `https://desk.example.com/?case=${'9'.repeat(400)}`)).toHaveLength(60);
  });

  it('looks at no more of an address than its beginning', () => {
    expect(
      read('case=(\\d+)', `https://desk.example.com/${'a'.repeat(MAX_ADDRESS_CHARACTERS)}case=7`),
    ).toBeNull();
  });

  it.each(['', '   '])('%j is none', (source) => {
    expect(parseCasePattern(source)).toEqual({ kind: 'none' });
  });

  it.each([
    ['/Case/(', 'This is no regular expression: Unterminated group.'],
    ['(a+)+b', 'repeats a whole group'],
    ['(\\d|x)*', 'repeats a whole group'],
    ['(?:[a-z]+){2,}', 'repeats a whole group'],
    ['\\d*', 'also fits where there is nothing'],
    ['.*.*.*.*x', 'takes too long'],
    [`${'a?'.repeat(40)}${'a'.repeat(40)}`, 'has 40 places that repeat, may be missing or have alternatives'],
    [`${'(a|a)'.repeat(13)}x`, 'has 13 places'],
    [`${'a?'.repeat(9)}.*a.*a.*x`, 'takes too long'],
    ['a'.repeat(MAX_PATTERN_CHARACTERS + 1), 'This pattern has 201 characters; 200 is the most.'],
  ])('%s is refused in a sentence', (source, sentence) => {
    expect(parseCasePattern(source)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining(sentence),
    });
  });

  it.each(['[)+]x', '\\)+x', '(\\d+)?x'])('%s is not mistaken for one that repeats a group', (source) => {
    expect(parseCasePattern(source).kind).toBe('ready');
  });
});

it('a stored pattern stays one on a machine that is busy', () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 100));
  try {
    expect(parseCasePattern('case/(\\d+)').kind).toBe('refused');
    expect(usableCasePattern('case/(\\d+)')).toEqual(/case\/(\d+)/);
  } finally {
    vi.restoreAllMocks();
  }
});

it('a stored pattern is used only where it is one', () => {
  expect(usableCasePattern('case/(\\d+)')).toEqual(/case\/(\d+)/);
  for (const stored of ['', '(', '(a+)+', null, 7, undefined]) expect(usableCasePattern(stored)).toBeNull();
});
