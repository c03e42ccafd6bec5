// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureCatalogue } from '../../../tests/support/fixture-catalogue.ts';
import { fixtureSettings } from '../../../tests/support/fixture-settings.ts';
import { NUDGE_KINDS } from '../../analysis/coaching/nudge.ts';
import { MODEL_NAMES, type ModelName } from '../../analysis/emotion/catalogue.ts';
import type { EngineState } from '../../extension/engine/engine-state.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { withNudges } from '../../extension/settings/effective-settings.ts';
import {
  DEFAULT_NUDGE_SETTINGS,
  NUDGE_TEXT_MAX,
  type NudgeSettings,
  withNudgeChoice,
} from '../../extension/settings/nudge-settings.ts';
import type { Policy } from '../../extension/settings/policy.ts';
import { MODEL_WORDS } from '../model-words.ts';
import { NUDGE_WORDS } from '../nudge-words.ts';
import { Options } from './options.tsx';
import type { CatalogueState } from './options-model.ts';

const READY: EngineState = { kind: 'ready', name: 'default', model: '1.0.0', change: null };

/** The part of the page that is not looked at here. */
const RECORDS = {
  access: signal(null),
  onSwitchSite: async () => true,
  onConsent: () => {},
  storedCalls: { countExpired: async () => 0, onDays: async () => {}, onDeleteAll: async () => {} },
  casePattern: signal(null),
  onCasePattern: () => {},
  audit: {
    log: { entries: async () => [], latest: async () => [], follow: () => () => {} },
    onSave: () => {},
  },
  readDelivery: async () => ({ entries: [], endpoint: null }),
  now: new Date('2026-06-12T14:05:00.000Z'),
};

function show({
  models = fixtureCatalogue(),
  engine = READY,
  chosen = 'default',
}: {
  models?: ReturnType<typeof fixtureCatalogue>;
  engine?: EngineState;
  chosen?: ModelName;
} = {}) {
  const onChoose = vi.fn<(name: ModelName) => void>();
  act(() =>
    render(
      <Options
        catalogue={signal<CatalogueState>({ kind: 'ready', models })}
        live={signal<LiveSnapshot | null>({ engine, calls: [] })}
        chosen={signal<ModelName>(chosen)}
        onChoose={onChoose}
        settings={signal(fixtureSettings())}
        onNudges={() => {}}
        {...RECORDS}
      />,
      document.body,
    ),
  );
  const text = (testId: string) => document.querySelector(`[data-testid="${testId}"]`)?.textContent ?? '';
  const radios = [...document.querySelectorAll<HTMLInputElement>('.model input[type="radio"]')];
  return { onChoose, text, radios };
}

afterEach(() => render(null, document.body));

describe('the options page', () => {
  it('offers every model with its words, figures and size, and recommends the default one', () => {
    const { radios, text } = show();
    expect(radios.map(({ value }) => value)).toEqual([...MODEL_NAMES]);
    for (const name of MODEL_NAMES) {
      expect(text(`model-${name}`)).toContain(MODEL_WORDS[name].title);
      expect(text(`model-${name}`)).toContain(MODEL_WORDS[name].when);
      expect(text(`model-${name}`).includes('Recommended')).toBe(name === 'default');
    }
    expect(text('model-default')).toMatch(
      /Clear audio76\u00a0%Telephone74\u00a0%Opus75\u00a0%Calibration error3\.5 to 3\.6\u00a0%Size15\u00a0MB$/,
    );
    expect(text('model-cnn')).toContain('Size1.2\u00a0MB');
  });

  it('shows the figures that a manifest has, and no others', () => {
    const { text } = show({ models: fixtureCatalogue(['default', 'cnn'], ['clean', 'phone']) });
    expect(text('model-cnn')).toContain('Telephone54');
    expect(text('model-cnn')).not.toContain('Opus');
  });

  it('tells which model was chosen', () => {
    const { radios, onChoose } = show();
    act(() => radios.find(({ value }) => value === 'transformer')?.click());
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('transformer');
  });

  it('says plainly when there is only one, and asks for no choice', () => {
    const { radios } = show({ models: fixtureCatalogue(['default']) });
    expect(radios).toEqual([]);
    expect(document.body.textContent).toContain('There is one model');
  });

  it('marks the default one where the chosen one is not in this build', () => {
    const { radios } = show({ models: fixtureCatalogue(['default', 'cnn']), chosen: 'transformer' });
    expect(radios.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['default']);
  });

  it('says what is in use, and what is loading', () => {
    const change = { kind: 'loading', name: 'cnn' } as const;
    const { text } = show({ engine: { ...READY, change }, chosen: 'cnn' });
    expect(text('in-use')).toBe(
      'In use now: Standard model. Records call it 1.0.0. Convolutional network is loading.',
    );
    expect(text('model-default')).toContain('In use');
    expect(text('model-cnn')).not.toContain('In use');
  });

  it('says in a sentence which model could not be loaded and which one goes on', () => {
    const change = { kind: 'failed', name: 'cnn', problem: 'It is damaged. Reinstall Evenkeel.' } as const;
    const { text } = show({ engine: { ...READY, change }, chosen: 'cnn' });
    expect(text('problem')).toBe(
      '“Convolutional network” could not be loaded. It is damaged. Reinstall Evenkeel. The standard model goes on.',
    );
  });
});

it('calls no two models by the same title', () => {
  const titles = Object.values(MODEL_WORDS).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('the nudges', () => {
  function showNudges(first: NudgeSettings = DEFAULT_NUDGE_SETTINGS, policy: Partial<Policy> = {}) {
    const settings = signal(fixtureSettings(policy, first));
    act(() =>
      render(
        <Options
          catalogue={signal<CatalogueState>({ kind: 'loading' })}
          live={signal<LiveSnapshot | null>(null)}
          chosen={signal<ModelName>('default')}
          onChoose={() => {}}
          settings={settings}
          onNudges={(chosen) => {
            settings.value = withNudges(settings.value, chosen);
          }}
          {...RECORDS}
        />,
        document.body,
      ),
    );
    const row = (kind: string) => {
      const element = document.querySelector<HTMLElement>(`[data-testid="nudge-${kind}"]`);
      if (element === null) throw new Error(`The page has no row for ${kind}.`);
      const part = <Part extends HTMLElement>(selector: string) => element.querySelector<Part>(selector);
      return {
        element,
        field: part<HTMLTextAreaElement>('textarea'),
        toggle: part<HTMLInputElement>('input'),
        reset: () => part<HTMLButtonElement>('button'),
        note: () => part('[role="status"]')?.textContent ?? '',
      };
    };
    const write = (kind: string, text: string) =>
      act(() => {
        const { field } = row(kind);
        if (field === null) return;
        field.focus();
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    const leave = () => act(() => (document.activeElement as HTMLElement).blur());
    return { settings, row, write, leave };
  }

  it('are all offered, with what raises them and their text', () => {
    const { row } = showNudges();
    for (const kind of NUDGE_KINDS) {
      const { element, field, toggle, reset } = row(kind);
      expect(element.textContent).toContain(NUDGE_WORDS[kind].title);
      expect(element.textContent).toContain(NUDGE_WORDS[kind].when);
      expect(field?.value).toBe(NUDGE_WORDS[kind].text);
      expect(field?.maxLength).toBe(NUDGE_TEXT_MAX);
      expect(field?.getAttribute('aria-label')).not.toBe('');
      expect(toggle?.checked).toBe(true);
      expect(reset()).toBeNull();
    }
  });

  it('can be switched off, all together or one kind', () => {
    const { settings, row } = showNudges();
    act(() => row('recovery').toggle?.click());
    expect(settings.value.nudges.chosen.kinds.recovery.shown).toBe(false);
    expect(row('recovery').field?.disabled).toBe(true);
    expect(row('long-silence').field?.disabled).toBe(false);
    act(() => document.querySelector<HTMLElement>('[data-testid="nudges-shown"]')?.click());
    expect(settings.value.nudges.chosen.shown).toBe(false);
    for (const kind of NUDGE_KINDS) {
      expect(row(kind).field?.disabled).toBe(true);
      expect(row(kind).toggle?.disabled).toBe(true);
    }
  });

  it('take a text when its field is left, and give the default one back', () => {
    const { settings, row, write, leave } = showNudges();
    write('recovery', '  Calm again:\n time to go on. ');
    expect(settings.value.nudges.chosen).toEqual(DEFAULT_NUDGE_SETTINGS);
    leave();
    expect(settings.value.nudges.chosen.kinds.recovery.text).toBe('Calm again: time to go on.');
    expect(row('recovery').field?.value).toBe('Calm again: time to go on.');
    expect(row('recovery').note()).toBe('Saved');
    act(() => row('recovery').reset()?.click());
    expect(settings.value.nudges.chosen.kinds.recovery.text).toBeNull();
    expect(row('recovery').field?.value).toBe(NUDGE_WORDS.recovery.text);
    expect(document.activeElement).toBe(row('recovery').field);
  });

  it('take a text by Enter too', () => {
    const { settings, row, write } = showNudges();
    write('recovery', 'Calm again.');
    act(() => {
      row('recovery').field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    expect(settings.value.nudges.chosen.kinds.recovery.text).toBe('Calm again.');
  });

  it('say in a sentence that a text is missing, and keep the last one', () => {
    const own = withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'recovery', { text: 'Calm again.' });
    const { settings, row, write, leave } = showNudges(own);
    write('recovery', '  ');
    leave();
    expect(settings.value.nudges.chosen).toEqual(own);
    expect(row('recovery').field?.getAttribute('aria-invalid')).toBe('true');
    expect(row('recovery').note()).toBe(
      'A nudge needs a text. Until there is one, the last one stays in use.',
    );
    act(() => row('recovery').reset()?.click());
    expect(settings.value.nudges.chosen.kinds.recovery.text).toBeNull();
    expect(row('recovery').field?.getAttribute('aria-invalid')).toBe('false');
  });

  it('tell how much room is left only when it is little', () => {
    const { row, write } = showNudges();
    write('recovery', 'a'.repeat(NUDGE_TEXT_MAX - 21));
    expect(row('recovery').element.textContent).not.toContain('left');
    write('recovery', 'a'.repeat(NUDGE_TEXT_MAX - 1));
    expect(row('recovery').element.textContent).toContain('1 character left');
  });

  it('are not all that an organisation can set: the rest stands in sentences above', () => {
    showNudges(DEFAULT_NUDGE_SETTINGS, { exportAllowed: false });
    const organisation = document.querySelector('[data-testid="organisation"]');
    expect(organisation?.textContent).toContain('Calls can’t be saved as files or printed.');
    showNudges();
    expect(document.querySelector('[data-testid="organisation"]')).toBeNull();
  });

  it('can’t be switched on where an administrator has switched them off; kinds and texts are kept', () => {
    const { settings } = showNudges(DEFAULT_NUDGE_SETTINGS, { nudges: false });
    const toggle = document.querySelector<HTMLInputElement>('[data-testid="nudges-shown"]');
    expect(toggle).toMatchObject({ checked: false, disabled: true });
    const reason = document.querySelector(`#${toggle?.getAttribute('aria-describedby')}`);
    expect(reason?.textContent).toBe('Set by your organisation');
    expect(settings.value.nudges.chosen.shown).toBe(true);
  });

  it('keep the default text unstored when it is written out', () => {
    const own = withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'recovery', { text: 'Calm again.' });
    const { settings, write, leave } = showNudges(own);
    write('recovery', NUDGE_WORDS.recovery.text);
    leave();
    expect(settings.value.nudges.chosen.kinds.recovery.text).toBeNull();
  });
});
