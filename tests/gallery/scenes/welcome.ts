// Every state of the welcome page, by name.

import type { SiteAccess } from '../../../src/extension/consoles/site-access.ts';
import type { Policy } from '../../../src/extension/settings/policy.ts';
import { accessOf } from '../../support/site-access.ts';

export interface WelcomeScene {
  readonly surface: 'welcome';
  readonly access?: SiteAccess;
  /** What an administrator has set; nothing when left out. */
  readonly policy?: Partial<Policy>;
  /** Selectors of what is pressed one after the other to get there; the last one is only waited for. */
  readonly press?: readonly string[];
}

/** What is pressed to get past so many steps. */
const steps = (count: number) => [...Array(count).fill('[data-testid="next"]'), '.welcome'];

export const WELCOME_SCENES = {
  what: () => ({ surface: 'welcome' }),
  consoles: () => ({
    surface: 'welcome',
    access: accessOf({ consoles: ['genesys-cloud'], own: [] }),
    press: steps(1),
  }),
  customers: () => ({ surface: 'welcome', press: steps(2) }),
  'customers-by-policy': () => ({
    surface: 'welcome',
    policy: { consent: 'announced' },
    press: steps(2),
  }),
  ready: () => ({
    surface: 'welcome',
    access: accessOf({ consoles: ['genesys-cloud'], own: [] }),
    press: steps(3),
  }),
  'ready-without-console': () => ({ surface: 'welcome', press: steps(3) }),
} as const satisfies Record<string, () => WelcomeScene>;
