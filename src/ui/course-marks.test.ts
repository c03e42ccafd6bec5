import { describe, expect, it } from 'vitest';
import { courseMarks } from './course-marks.ts';
import type { Turn } from './turning-point-words.ts';

const course = [
  { time: 20, score: 4 },
  { time: 40, score: 2 },
  { time: 100, score: 8 },
];
const worst = (time: number): Turn => ({ kind: 'worst', time });
const calm = (time: number): Turn => ({ kind: 'calm', time });

describe('courseMarks', () => {
  it('lie on the line', () => {
    expect(courseMarks([worst(30), calm(70)], course, 100)).toEqual([
      { kind: 'worst', time: 30, score: 3 },
      { kind: 'calm', time: 70, score: 5 },
    ]);
    expect(courseMarks([worst(20)], course, 100)).toEqual([{ kind: 'worst', time: 20, score: 4 }]);
  });

  it('stay away where there is no line', () => {
    expect(courseMarks([worst(12)], course, 100)).toEqual([]);
    expect(courseMarks([worst(30)], [], 100)).toEqual([]);
  });

  it('make way for the later one, and for the dot at the end', () => {
    expect(courseMarks([worst(30), calm(32)], course, 100)).toMatchObject([{ kind: 'calm' }]);
    expect(courseMarks([worst(30), calm(98)], course, 100)).toMatchObject([{ kind: 'worst' }]);
    expect(courseMarks([worst(100)], course, 100)).toEqual([]);
  });
});
