import { expect, it } from 'vitest';
import { mixedVersionsCaution } from './mixed-versions.ts';

const call = (scoreVersion: number, score: number | null = 5) => ({ scoreVersion, score });

it('says so where scores of two versions stand together, and only there', () => {
  expect(mixedVersionsCaution([call(3), call(2), call(3)])).toBe(
    'These calls were scored by different versions of the score (2 and 3), for different models: part of a difference may come from that.',
  );
  expect(mixedVersionsCaution([call(3), call(3)])).toBeNull();
  expect(mixedVersionsCaution([call(3), call(2, null)])).toBeNull();
  expect(mixedVersionsCaution([])).toBeNull();
});
