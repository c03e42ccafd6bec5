// Every state of the settings page, by name.

import type { ModelName } from '../../../src/analysis/emotion/catalogue.ts';
import type { SiteAccess } from '../../../src/extension/consoles/site-access.ts';
import type { LiveSnapshot } from '../../../src/extension/messages/snapshot.ts';
import type { NudgeSettings } from '../../../src/extension/settings/nudge-settings.ts';
import type { Policy } from '../../../src/extension/settings/policy.ts';
import type { CatalogueState } from '../../../src/ui/options/options-model.ts';
import { fixtureCatalogue } from '../../support/fixture-catalogue.ts';
import { accessOf } from '../../support/site-access.ts';
import { EVERYTHING_SET, live, MODEL_FAILED, OWN_NUDGES, PROBLEM, READY } from './common.ts';

export interface OptionsScene {
  /** Nobody has switched anything on, when left out. */
  readonly access?: SiteAccess;
  readonly surface: 'options';
  readonly live: LiveSnapshot | null;
  readonly catalogue: CatalogueState;
  readonly chosen: ModelName;
  readonly nudges?: NudgeSettings;
  readonly casePattern?: string;
  /** What an administrator has set; nothing when left out. */
  readonly policy?: Partial<Policy>;
}

const EVERY_MODEL: CatalogueState = { kind: 'ready', models: fixtureCatalogue() };
const ONE_MODEL: CatalogueState = {
  kind: 'ready',
  models: fixtureCatalogue(['default'], ['clean', 'phone']),
};

export const OPTIONS_SCENES = {
  consoles: () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    access: accessOf(
      {
        consoles: ['amazon-connect', 'salesforce', 'zoom'],
        own: ['https://agents.a-rather-long-name.contact-centre.example.com/*'],
      },
      null,
      ['https://*.vf.force.com/*'],
    ),
  }),
  'consoles-by-policy': () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    access: accessOf({ consoles: ['amazon-connect', 'zendesk'], own: [] }, [
      'https://acme.my.connect.aws',
      'https://phone.acme.example',
    ]),
  }),
  models: () => ({ surface: 'options', live: live(), catalogue: EVERY_MODEL, chosen: 'default' }),
  changing: () => ({
    surface: 'options',
    live: { engine: { ...READY, change: { kind: 'loading', name: 'cnn-lstm' } }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  changed: () => ({
    surface: 'options',
    live: { engine: { ...READY, name: 'cnn-lstm', model: 'cnn-lstm 1.0.0' }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  'change-failed': () => ({
    surface: 'options',
    live: { engine: { ...READY, change: MODEL_FAILED }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  'one-model': () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
  }),
  nudges: () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    nudges: OWN_NUDGES,
  }),
  'nudges-off': () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    nudges: { ...OWN_NUDGES, shown: false },
  }),
  'case-pattern': () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    casePattern: '/Case/([^/]+)/view',
  }),
  locked: () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    policy: EVERYTHING_SET,
  }),
  'case-pattern-refused': () => ({
    surface: 'options',
    live: live(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    casePattern: '/Case/([^/]+',
  }),
  starting: () => ({ surface: 'options', live: null, catalogue: { kind: 'loading' }, chosen: 'default' }),
  failed: () => ({
    surface: 'options',
    live: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'default',
  }),
} as const satisfies Record<string, () => OptionsScene>;
