import { describe, expect, it } from 'vitest';
import { NO_TURNING_POINTS } from '../analysis/score/turning-points.ts';
import { turningPointsWords, turnsOf } from './turning-point-words.ts';

const worst = { time: 200, level: 0.8 };
const recovery = { time: 245, after: 45 };

describe('turns', () => {
  it.each([
    ['of a call that was calm throughout', NO_TURNING_POINTS, ''],
    ['of a call that is still tense', { escalation: 150, worst, recovery: null }, 'Worst at 3:20'],
    ['of a call that calmed down', { escalation: 150, worst, recovery }, 'Worst at 3:20, calm again at 4:05'],
  ])('%s, in words', (_, points, words) => {
    expect(turningPointsWords(turnsOf(points))).toBe(words);
  });
});
