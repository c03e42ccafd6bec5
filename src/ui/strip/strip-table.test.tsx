// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { fixtureSnapshot } from '../../../tests/support/fixture-calls.ts';
import { marksInView } from './strip-marks.ts';
import { StripTable } from './strip-table.tsx';

afterEach(() => render(null, document.body));

it('says in which stretch the call turned', () => {
  const call = fixtureSnapshot({ id: 'a', seed: 15, course: 'flared', seconds: 150 });
  const marks = marksInView(call.turningPoints, call.windows, false);
  act(() => render(<StripTable windows={call.windows} marks={marks} />, document.body));
  const details = document.querySelector('details');
  act(() => {
    details?.setAttribute('open', '');
    details?.dispatchEvent(new Event('toggle'));
  });
  const turned = [...document.querySelectorAll('tbody tr')].flatMap((row) => {
    const turn = row.querySelector('.strip-table-turn')?.textContent;
    return turn ? [`${row.querySelector('th')?.textContent} ${turn}`] : [];
  });
  // At 1:40 and at 1:00: rows are named by their ends.
  expect(turned).toEqual(['1:40 Calm', '1:00 Worst']);
});
