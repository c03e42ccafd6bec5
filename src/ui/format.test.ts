import { describe, expect, it } from 'vitest';
import { hostOf, maximumFigure, megabytes, percent, percentRange, spokenDuration, whenOf } from './format.ts';

describe('spokenDuration', () => {
  it.each([
    [42, '42 s'],
    [120, '2 min'],
    [247, '4 min 7 s'],
  ])('says %d seconds as %s', (seconds, said) => {
    expect(spokenDuration(seconds)).toBe(said);
  });
});

describe('maximumFigure', () => {
  it('drops needless zeros and rounding errors', () => {
    expect(maximumFigure(9 * 0.45)).toBe('4.05');
    expect(maximumFigure(9 * 0.25)).toBe('2.25');
    expect(maximumFigure(3)).toBe('3');
  });
});

it('percent keeps figure and sign on one line', () => {
  expect(percent(0.716)).toBe('72\u00a0%');
});

it('percentRange names one figure where both ends read the same', () => {
  expect(percentRange([0.042, 0.0353, 0.04])).toBe('3.5 to 4.2\u00a0%');
  expect(percentRange([0.0351, 0.0353])).toBe('3.5\u00a0%');
});

it.each([
  [14_966_000, '15\u00a0MB'],
  [9_960_000, '10\u00a0MB'],
  [1_240_000, '1.2\u00a0MB'],
  [236_000, '0.2\u00a0MB'],
])('megabytes writes %d bytes as %s', (bytes, figure) => {
  expect(megabytes(bytes)).toBe(figure);
});

describe('hostOf', () => {
  it('gives the host with its port', () => {
    expect(hostOf('https://desk.example.com')).toBe('desk.example.com');
    expect(hostOf('http://localhost:4173')).toBe('localhost:4173');
  });

  it('leaves what is no address as it is', () => {
    expect(hostOf('unknown')).toBe('unknown');
  });
});

describe('whenOf', () => {
  const now = new Date(2026, 5, 12, 15, 0);
  const at = (day: number, hour: number) => new Date(2026, 5, day, hour, 5).toISOString();

  it('names the day only where it is another', () => {
    expect(whenOf(at(12, 14), now, 'en-GB')).toBe('14:05');
    expect(whenOf(at(11, 14), now, 'en-GB')).toBe('Yesterday 14:05');
    expect(whenOf(at(3, 9), now, 'en-GB')).toBe('3 Jun 9:05');
  });
});
