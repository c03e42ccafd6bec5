import { expect, it } from 'vitest';
import { RecentIds } from './recent-ids.ts';

it('remembers the ids that were added last, and no more than it may', () => {
  const ids = new RecentIds(2);
  for (const id of ['a', 'b', 'a', 'c']) ids.add(id);
  expect(['a', 'b', 'c'].filter((id) => ids.has(id))).toEqual(['a', 'c']);
  expect(ids.size).toBe(2);
});
