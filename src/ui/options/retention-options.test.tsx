// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RetentionDays } from '../../extension/settings/retention-settings.ts';
import { RetentionOptions } from './retention-options.tsx';

function show(expired: number, isLocked = false) {
  const onDays = vi.fn(async (_days: RetentionDays) => {});
  const countExpired = vi.fn(async () => expired);
  const onDeleteAll = vi.fn(async () => {});
  act(() =>
    render(
      <RetentionOptions
        setting={{ value: 30, chosen: 30, isLocked }}
        countExpired={countExpired}
        onDays={onDays}
        onDeleteAll={onDeleteAll}
      />,
      document.body,
    ),
  );
  const part = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  const choose = async (days: RetentionDays) => {
    await act(async () => {
      const select = part('retention') as HTMLSelectElement;
      select.value = String(days);
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await act(async () => {});
  };
  const press = (testId: string) => act(async () => part(testId)?.click());
  return { onDays, countExpired, onDeleteAll, part, choose, press };
}

afterEach(() => render(null, document.body));

describe('for how long calls are kept', () => {
  it('is saved at once where it becomes longer', async () => {
    const { onDays, countExpired, choose, part } = show(5);
    await choose(90);
    expect(onDays).toHaveBeenCalledExactlyOnceWith(90);
    expect(countExpired).not.toHaveBeenCalled();
    expect(part('retention-status')?.textContent).toBe('Saved');
  });

  it('is saved at once where it becomes shorter and deletes nothing', async () => {
    const { onDays, choose } = show(0);
    await choose(7);
    expect(onDays).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('says how many calls a shorter one deletes, and waits for a yes', async () => {
    const { onDays, choose, part, press } = show(12);
    await choose(7);
    expect(onDays).not.toHaveBeenCalled();
    expect(part('retention-status')?.textContent).toBe(
      '12 calls are older than 7 days and will be deleted now. This can’t be undone.',
    );
    await press('retention-confirm');
    expect(onDays).toHaveBeenCalledExactlyOnceWith(7);
    expect(part('retention-status')?.textContent).toBe('Saved. 12 calls are deleted.');
  });

  it('says that calls are deleted when they are, and what went wrong where they are not', async () => {
    const { onDays, choose, part, press } = show(12);
    let finish = () => {};
    onDays.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
    await choose(7);
    await press('retention-confirm');
    expect(part('retention-status')?.textContent).toBe('');
    await act(async () => finish());
    expect(part('retention-status')?.textContent).toBe('Saved. 12 calls are deleted.');
    onDays.mockRejectedValueOnce(new Error('the disk is full'));
    await choose(7);
    await press('retention-confirm');
    expect(part('retention-status')?.textContent).toContain('This did not go through (the disk is full).');
  });

  it('stays as it is where the answer is no', async () => {
    const { onDays, choose, part } = show(1);
    await choose(7);
    expect(part('retention-status')?.textContent).toContain('1 call is older than 7 days');
    const no = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.startsWith('Keep calls for 30 days'),
    );
    act(() => no?.click());
    expect(onDays).not.toHaveBeenCalled();
    expect((part('retention') as HTMLSelectElement).value).toBe('30');
    expect(part('retention-confirm')).toBeNull();
  });
});

it('can’t be changed where an administrator has set it, and says why', () => {
  const { part } = show(0, true);
  const select = part('retention') as HTMLSelectElement;
  expect(select.disabled).toBe(true);
  const reason = document.querySelector(`#${select.getAttribute('aria-describedby')}`);
  expect(reason?.textContent).toBe('Set by your organisation');
});

it('changes nothing where the calls can’t be counted, and says so', async () => {
  const { onDays, countExpired, choose, part } = show(0);
  countExpired.mockRejectedValueOnce(new Error('the profile is read-only'));
  await choose(7);
  expect(onDays).not.toHaveBeenCalled();
  expect(part('retention-status')?.textContent).toContain('(the profile is read-only)');
  expect((part('retention') as HTMLSelectElement).value).toBe('30');
});

it('deletes all calls when told twice, and says so', async () => {
  const { onDeleteAll, part, press } = show(0);
  await press('delete-calls');
  expect(onDeleteAll).not.toHaveBeenCalled();
  await press('delete-calls-confirm');
  expect(onDeleteAll).toHaveBeenCalledOnce();
  expect(part('retention-status')?.textContent).toBe('All past calls are deleted.');
});
