import { expect, it } from 'vitest';
import { DEFAULT_RETENTION_DAYS, parseRetentionDays, RETENTION_CHOICES } from './retention-settings.ts';

it.each(RETENTION_CHOICES)('reads %d days as they were stored', (days) => {
  expect(parseRetentionDays(days)).toBe(days);
});

it.each([undefined, null, '30', 31, 0, -1, Number.POSITIVE_INFINITY])(
  'takes %j for never chosen: a broken value keeps no call for ever',
  (stored) => {
    expect(parseRetentionDays(stored)).toBe(DEFAULT_RETENTION_DAYS);
  },
);
