// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { accessOf } from '../../../tests/gallery/scenes/common.ts';
import { fixtureSettings } from '../../../tests/support/fixture-settings.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import type { Policy } from '../../extension/settings/policy.ts';
import { Welcome, type WelcomeActions } from './welcome.tsx';

// Canvases are looked at in a real browser: tests/gallery.
vi.mock('../strip/strip.tsx', () => ({ Strip: () => null }));

function show({
  access = accessOf({ consoles: [], own: [] }),
  policy = {},
  shortcut = 'Alt+Shift+E',
}: {
  access?: SiteAccess;
  policy?: Partial<Policy>;
  shortcut?: string | null;
} = {}) {
  const actions = {
    switchSite: vi.fn<WelcomeActions['switchSite']>(async () => true),
    chooseConsent: vi.fn<WelcomeActions['chooseConsent']>(),
    openSettings: vi.fn<WelcomeActions['openSettings']>(),
    close: vi.fn<WelcomeActions['close']>(),
  };
  act(() =>
    render(
      <Welcome
        access={signal<SiteAccess | null>(access)}
        settings={signal(fixtureSettings(policy))}
        shortcut={signal(shortcut)}
        actions={actions}
      />,
      document.body,
    ),
  );
  const find = <Part extends HTMLElement>(testId: string) =>
    document.querySelector<Part>(`[data-testid="${testId}"]`);
  const press = (testId: string) => act(() => find(testId)?.click());
  const goOn = (steps: number) => {
    for (let step = 0; step < steps; step++) press('next');
  };
  const title = () => document.querySelector('h1')?.textContent;
  return { actions, find, press, goOn, title };
}

afterEach(() => render(null, document.body));

it('has three steps, names the one it is at, and goes back and forth', () => {
  const { press, goOn, title } = show();
  const current = () => document.querySelector('[aria-current="step"]')?.textContent;
  expect(current()).toBe('1What it does');
  goOn(1);
  expect(current()).toBe('2Your console');
  expect(document.activeElement?.textContent).toBe(title());
  press('back');
  expect(title()).toContain('how the customer sounds');
  goOn(3);
  expect(title()).toBe('That’s all');
  expect(current()).toBeUndefined();
});

it('shows the panel as a picture: nothing in it can be reached', () => {
  show();
  const picture = document.querySelector<HTMLElement>('.panel-picture-frame');
  expect(picture?.textContent).toContain('De-escalated');
  expect(picture?.inert).toBe(true);
  expect(picture?.getAttribute('aria-hidden')).toBe('true');
});

it('switches consoles on, on the way', async () => {
  const { actions, find, goOn } = show();
  goOn(1);
  await act(async () => find('site-talkdesk')?.querySelector('input')?.click());
  expect(actions.switchSite).toHaveBeenCalledExactlyOnceWith({ kind: 'console', id: 'talkdesk' }, true);
});

it('takes how customers are told, with a sentence to say', () => {
  const { actions, find, press, goOn } = show();
  goOn(2);
  expect(find<HTMLInputElement>('consent-choice-remember')?.checked).toBe(true);
  press('consent-choice-ask');
  expect(actions.chooseConsent).toHaveBeenCalledExactlyOnceWith('ask');
  expect(find('announcement-text')?.textContent).not.toBe('');
});

it('only says how customers are told where an administrator has decided', () => {
  const { find, goOn } = show({ policy: { consent: 'announced' } });
  goOn(2);
  expect(document.body.textContent).toContain('Set by your organisation');
  expect(find('consent-choice-ask')).toBeNull();
  expect(document.querySelector('fieldset')?.disabled).toBe(true);
});

it('ends with what to do next, as things are', () => {
  const { press, goOn, actions } = show();
  goOn(3);
  expect(document.body.textContent).toContain('Alt + Shift + E');
  expect(document.body.textContent).toContain('Switch a console on.');
  press('welcome-settings');
  press('close-welcome');
  expect(actions.openSettings).toHaveBeenCalledOnce();
  expect(actions.close).toHaveBeenCalledOnce();
});

it('names no keys that the browser doesn’t have, and no console to switch on where one is on', () => {
  const { goOn } = show({ access: accessOf({ consoles: ['talkdesk'], own: [] }), shortcut: null });
  goOn(3);
  expect(document.querySelector('kbd')).toBeNull();
  expect(document.body.textContent).toContain('Reload your console.');
});
