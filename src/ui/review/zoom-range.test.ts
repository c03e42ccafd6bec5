import { describe, expect, it } from 'vitest';
import { followMoment, panRange, zoomRange } from './zoom-range.ts';

const END = 420;

describe('the part of a call that is shown', () => {
  it('is halved around the moment, and never shorter than ten seconds or longer than the call', () => {
    expect(zoomRange([0, END], 0.5, 210, END)).toEqual([105, 315]);
    expect(zoomRange([0, END], 0.5, 5, END)).toEqual([0, 210]);
    expect(zoomRange([0, END], 0.5, 419, END)).toEqual([210, 420]);
    expect(zoomRange([100, 112], 0.5, 106, END)).toEqual([101, 111]);
    expect(zoomRange([100, 400], 2, 250, END)).toEqual([0, 420]);
  });

  it('is moved by a share of itself, as far as the call goes', () => {
    expect(panRange([100, 200], 0.5, END)).toEqual([150, 250]);
    expect(panRange([100, 200], -0.5, END)).toEqual([50, 150]);
    expect(panRange([20, 120], -0.5, END)).toEqual([0, 100]);
    expect(panRange([300, 400], 0.5, END)).toEqual([320, 420]);
  });

  it('follows a moment that leaves it, and stays where it is for one in it', () => {
    expect(followMoment([100, 200], 150, END)).toEqual([100, 200]);
    expect(followMoment([100, 200], 260, END)).toEqual([210, 310]);
    expect(followMoment([100, 200], 3, END)).toEqual([0, 100]);
  });
});
