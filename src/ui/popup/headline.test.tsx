// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { fixtureSnapshot, fixtureWindows } from '../../../tests/gallery/fixture-calls.ts';
import { NO_TURNING_POINTS } from '../../analysis/score/turning-points.ts';
import type { DeskSnapshot } from '../../extension/messages/snapshot.ts';
import { withoutRunningScores } from '../../offscreen/held-back-score.ts';
import { scoreCourse } from '../score-course.ts';
import { Headline } from './headline.tsx';
import type { HeadlineCall } from './popup-view.ts';

const OPTIONS = { id: 'a', seed: 15, course: 'flared', seconds: 150, state: 'ended' } as const;
const flared: HeadlineCall = { ...fixtureSnapshot(OPTIONS), recentCourse: [] };

async function show(call: HeadlineCall) {
  const course = Promise.resolve(scoreCourse(fixtureWindows(OPTIONS), 2));
  act(() =>
    render(
      <Headline
        call={call}
        isLoading={false}
        loadCourse={() => course}
        now={new Date('2026-06-12T14:05:00.000Z')}
        onOpenPanel={() => {}}
      />,
      document.body,
    ),
  );
  await act(async () => {
    await course;
  });
  return {
    described: document.querySelector('[role="img"]')?.getAttribute('aria-label'),
    shapes: [...document.querySelectorAll('.sparkline-turn')].map((turn) => turn.getAttribute('data-turn')),
    key: document.querySelector('[data-testid="turns"]')?.textContent,
  };
}

afterEach(() => render(null, document.body));

describe('the course of the last call', () => {
  it('shows where it turned, and says so', async () => {
    const { described, shapes, key } = await show(flared);
    expect(shapes).toEqual(['worst', 'calm']);
    expect(described).toMatch(/^Score over the call: .*\. Worst at 1:00, calm again at 1:40$/);
    expect(key).toBe('Worst at 1:00Calm again at 1:40');
  });

  it('has neither shapes nor a key for a record that is older than turning points are', async () => {
    const { described, shapes, key } = await show({ ...flared, turningPoints: NO_TURNING_POINTS });
    expect(shapes).toEqual([]);
    expect(described).toMatch(/, last \d+\.\d$/);
    expect(key).toBeUndefined();
  });
});

it('shows of a call whose score is held back neither score nor course, not even the stored one', async () => {
  const desk: DeskSnapshot = {
    engine: { kind: 'loading' },
    calls: [fixtureSnapshot({ ...OPTIONS, state: 'listening' })],
  };
  const [held] = withoutRunningScores(desk).calls;
  if (held === undefined) throw new Error('There is one call.');
  const { described } = await show({ ...held, recentCourse: held.scoreOverTime });
  expect(described).toBeUndefined();
  expect(document.body.textContent).toContain('Your organisation shows the score when the call is over.');
  expect(document.querySelector('[data-testid="score"]')).toBeNull();
});
