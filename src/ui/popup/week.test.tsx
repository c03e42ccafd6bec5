// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { WeekTrend } from '../week-trend.ts';
import { Week } from './week.tsx';

const trend: WeekTrend = {
  days: [
    { day: '2026-06-11', calls: 0, scores: null },
    { day: '2026-06-12', calls: 3, scores: { lowest: 1, middle: 5.5, highest: 10 } },
  ],
  sentence: '3 calls: too few to speak of a trend.',
  caution: null,
};

afterEach(() => render(null, document.body));

function show(shown: WeekTrend | null) {
  const onOpenDay = vi.fn<(day: string) => void>();
  act(() => render(<Week trend={shown} onOpenDay={onOpenDay} />, document.body));
  return onOpenDay;
}

it('says the week in a sentence and each day in words, and opens a day that has calls', () => {
  const onOpenDay = show(trend);
  expect(document.querySelector('[data-testid="week-sentence"]')?.textContent).toBe(trend.sentence);
  const days = [...document.querySelectorAll('li')];
  expect(days[0]?.textContent).toContain(': no calls');
  expect(days[0]?.querySelector('button')).toBeNull();
  expect(days[1]?.textContent).toContain(': 3 calls, middle score 5.5, from 1.0 to 10.0');
  act(() => days[1]?.querySelector('button')?.click());
  expect(onOpenDay).toHaveBeenCalledExactlyOnceWith('2026-06-12');
});

it('says that calls of two versions of the score stand together, where they do', () => {
  show(trend);
  expect(document.querySelector('[data-testid="week-mixed"]')).toBeNull();
  show({ ...trend, caution: 'Two versions.' });
  expect(document.querySelector('[data-testid="week-mixed"]')?.textContent).toBe('Two versions.');
});

it('puts the scores on the whole scale', () => {
  show(trend);
  expect(document.querySelector<HTMLElement>('.week-middle')?.style.bottom).toBe('50%');
  expect(document.querySelector<HTMLElement>('.week-range')?.style.bottom).toBe('0%');
});

it('is not there without a week', () => {
  show(null);
  expect(document.body.textContent).toBe('');
});
