import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { patternsOf } from './consoles.ts';

vi.stubGlobal('chrome', fakeBrowser);
const { disableSite, enableSite, readSiteAccess } = await import('./site-access.ts');

const AMAZON = { kind: 'console', id: 'amazon-connect' } as const;
const SALESFORCE = { kind: 'console', id: 'salesforce' } as const;
const DESK = { kind: 'own', pattern: 'https://desk.example.com/*' } as const;

/** The browser's permissions: what is granted, and what the user answers. */
let granted: Set<string>;
let answer: boolean;
/** Comes with the installation: the browser refuses to take it back. */
let required: ReadonlySet<string>;
let asked: string[][];

beforeEach(() => {
  fakeBrowser.reset();
  granted = new Set();
  required = new Set();
  answer = true;
  asked = [];
  Object.assign(fakeBrowser.permissions, {
    getAll: async () => ({ origins: [...granted] }),
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.has(origin)),
    request: async ({ origins }: { origins: string[] }) => {
      asked.push(origins);
      if (answer) for (const origin of origins) granted.add(origin);
      return answer;
    },
    remove: async ({ origins }: { origins: string[] }) => {
      if (origins.some((origin) => required.has(origin))) {
        throw new Error('You cannot remove required permissions.');
      }
      for (const origin of origins) granted.delete(origin);
      return true;
    },
  });
});

const inForce = async () => (await readSiteAccess()).inForce;

describe('switching a site on', () => {
  it('asks the browser at once, while the click still counts', () => {
    void enableSite(AMAZON, null);
    expect(asked).toEqual([[...patternsOf('amazon-connect').all]]);
  });

  it('is in force when it is granted', async () => {
    expect(await enableSite(DESK, null)).toBe(true);
    expect(await inForce()).toEqual([DESK.pattern]);
  });

  it('changes nothing when the user says no', async () => {
    await enableSite(DESK, null);
    answer = false;
    expect(await enableSite(AMAZON, null)).toBe(false);
    expect((await readSiteAccess()).choice).toEqual({ consoles: [], own: [DESK.pattern] });
  });

  it('asks only for what an administrator allows of it', async () => {
    await enableSite(AMAZON, ['https://acme.my.connect.aws']);
    expect(asked).toEqual([['https://acme.my.connect.aws/*']]);
  });
});

describe('switching a site off', () => {
  it('gives its permissions back', async () => {
    await enableSite(AMAZON, null);
    await disableSite(AMAZON, null);
    expect(granted).toEqual(new Set());
    expect(await inForce()).toEqual([]);
  });

  it('keeps the permissions that another one needs', async () => {
    await enableSite(AMAZON, null);
    await enableSite(SALESFORCE, null);
    await disableSite(SALESFORCE, null);
    expect(granted).toEqual(new Set(patternsOf('amazon-connect').all));
  });

  it('holds also where the browser keeps the permission', async () => {
    granted.add(DESK.pattern);
    required = new Set([DESK.pattern]);
    expect(await inForce()).toEqual([DESK.pattern]);
    await disableSite(DESK, null);
    expect(granted.has(DESK.pattern)).toBe(true);
    expect(await inForce()).toEqual([]);
  });
});

it('runs nowhere that the browser grants beyond what was switched on', async () => {
  await enableSite(DESK, null);
  granted.add('https://*/*').add('https://other.example.com/*');
  expect(await inForce()).toEqual([DESK.pattern]);
});

it('stops where the browser’s own settings take a permission away', async () => {
  await enableSite(DESK, null);
  granted.clear();
  expect(await inForce()).toEqual([]);
});

it('stops where an administrator allows other sites only', async () => {
  await enableSite(DESK, null);
  await fakeBrowser.storage.managed.set({ consoles: ['https://acme.my.connect.aws'] });
  expect(await readSiteAccess()).toMatchObject({ inForce: [], allowed: ['https://acme.my.connect.aws'] });
});
