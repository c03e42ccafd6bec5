// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accessOf } from '../../../tests/support/site-access.ts';
import { CONSOLES } from '../../extension/consoles/consoles.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import { ConsoleList, type ConsoleListProps } from './console-list.tsx';

const NOTHING = accessOf({ consoles: [], own: [] });

function show(access: SiteAccess, answer = true) {
  const onSwitch = vi.fn<ConsoleListProps['onSwitch']>(async () => answer);
  const draw = (next: SiteAccess) =>
    act(() => render(<ConsoleList access={next} onSwitch={onSwitch} />, document.body));
  draw(access);
  const part = <Part extends HTMLElement>(testId: string) => {
    const element = document.querySelector<Part>(`[data-testid="${testId}"]`);
    if (element === null) throw new Error(`The list shows no ${testId}.`);
    return element;
  };
  const row = (key: string) => {
    const element = part(`site-${key}`);
    const toggle = element.querySelector('input');
    if (toggle === null) throw new Error(`${key} has no switch.`);
    return { element, toggle };
  };
  const press = async (element: HTMLElement) => {
    await act(async () => element.click());
    // What the answer changes.
    await act(async () => {});
  };
  const write = (text: string) =>
    act(() => {
      part<HTMLInputElement>('own-site').value = text;
    });
  return { onSwitch, draw, part, row, press, write };
}

afterEach(() => render(null, document.body));

describe('the list of consoles', () => {
  it('offers every console, off, with the addresses that it asks for', () => {
    const { row } = show(NOTHING);
    for (const { id, name } of CONSOLES) {
      expect(row(id).element.textContent).toContain(name);
      expect(row(id).toggle.checked).toBe(false);
      expect(row(id).toggle.disabled).toBe(false);
    }
    expect(row('amazon-connect').element.textContent).toContain('*.my.connect.aws, *.awsapps.com');
  });

  it('switches on what is pressed, and shows it only once it is so', async () => {
    const { onSwitch, row, press, draw } = show(NOTHING);
    await press(row('five9').toggle);
    expect(onSwitch).toHaveBeenCalledExactlyOnceWith({ kind: 'console', id: 'five9' }, true);
    expect(row('five9').toggle.checked).toBe(false);
    draw(accessOf({ consoles: ['five9'], own: [] }));
    expect(row('five9').toggle.checked).toBe(true);
    expect(row('five9').element.textContent).toContain('Reload its pages');
    await press(row('five9').toggle);
    expect(onSwitch).toHaveBeenLastCalledWith({ kind: 'console', id: 'five9' }, false);
  });

  it('says that the browser is asking, and nothing else, until it has its answer', async () => {
    const { row, press, draw, onSwitch } = show(NOTHING);
    let answer = (_: boolean) => {};
    onSwitch.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    await press(row('five9').toggle);
    // The choice is stored by then, the permission is not there yet.
    draw({ ...accessOf({ consoles: ['five9'], own: [] }), inForce: [] });
    expect(row('five9').element.textContent).toContain('Your browser is asking you.');
    expect(row('five9').element.textContent).not.toContain('withholds');
    await act(async () => answer(false));
    draw(NOTHING);
    expect(row('five9').element.textContent).toContain('so Five9 stays off');
  });

  it('says that a console stays off when the browser was not allowed to', async () => {
    const { row, press } = show(NOTHING, false);
    await press(row('five9').toggle);
    expect(row('five9').toggle.checked).toBe(false);
    expect(row('five9').element.textContent).toContain('so Five9 stays off');
  });

  it('gives hints for what is on, and says where the browser withholds addresses', () => {
    const { row } = show(
      accessOf({ consoles: ['zoom', 'salesforce'], own: [] }, null, ['https://*.vf.force.com/*']),
    );
    expect(row('zoom').element.textContent).toContain('tab’s sound');
    expect(row('zoom').element.dataset.state).toBe('on');
    expect(row('salesforce').element.dataset.state).toBe('incomplete');
    expect(row('salesforce').element.textContent).toContain('withholds some of its addresses');
  });
});

describe('an address of one’s own', () => {
  it('is switched on as a site, and then listed first', async () => {
    const { onSwitch, part, press, write, draw } = show(NOTHING);
    write('https://desk.example.com/agent');
    await press(part('add-own-site'));
    const site = { kind: 'own', pattern: 'https://desk.example.com/*' } as const;
    expect(onSwitch).toHaveBeenCalledExactlyOnceWith(site, true);
    expect(part<HTMLInputElement>('own-site').value).toBe('');
    draw(accessOf({ consoles: [], own: [site.pattern] }));
    const row = document.querySelector('.console-row');
    expect(row?.textContent).toContain('desk.example.com');
    await press(row?.querySelector('button') as HTMLElement);
    expect(onSwitch).toHaveBeenLastCalledWith(site, false);
    expect(document.activeElement).toBe(part('own-site'));
  });

  it('is refused in a sentence where it is none, without asking the browser', async () => {
    const { onSwitch, part, press, write } = show(NOTHING);
    write('http://desk.example.com');
    await press(part('add-own-site'));
    expect(onSwitch).not.toHaveBeenCalled();
    expect(document.querySelector('#own-site-note')?.textContent).toContain('served over https');
    expect(part('own-site').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(part('own-site'));
  });

  it('stays in its field when the browser was not allowed to', async () => {
    const { part, press, write } = show(NOTHING, false);
    write('desk.example.com');
    await press(part('add-own-site'));
    expect(part<HTMLInputElement>('own-site').value).toBe('desk.example.com');
    expect(document.querySelector('#own-site-note')?.textContent).toContain('desk.example.com isn’t added');
  });
});

describe('where an administrator decides', () => {
  const allowed = ['https://acme.my.connect.aws', 'https://phone.acme.example'];

  it('locks the consoles that are not allowed, and says so', () => {
    const { row } = show(accessOf({ consoles: ['zendesk'], own: [] }, allowed));
    expect(row('zendesk').toggle.disabled).toBe(true);
    expect(row('zendesk').toggle.checked).toBe(false);
    expect(row('zendesk').element.textContent).toContain('Not allowed by your organisation.');
  });

  it('asks only for the allowed address of an allowed one', () => {
    const { row } = show(accessOf({ consoles: [], own: [] }, allowed));
    expect(row('amazon-connect').toggle.disabled).toBe(false);
    expect(row('amazon-connect').element.textContent).toContain('acme.my.connect.aws');
    expect(row('amazon-connect').element.textContent).not.toContain('*.my.connect.aws');
  });

  it('offers allowed addresses of no known console, and takes no other', () => {
    const { row, part } = show(accessOf({ consoles: [], own: [] }, allowed));
    expect(row('https://phone.acme.example/*').toggle.checked).toBe(false);
    expect(() => part('own-site')).toThrow();
  });
});
