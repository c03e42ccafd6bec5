// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureCatalogue } from '../../../tests/gallery/fixture-catalogue.ts';
import type { DeskSnapshot } from '../../call/snapshot.ts';
import { MODEL_NAMES, type ModelName } from '../../emotion/catalogue.ts';
import type { EngineState } from '../../emotion/switchable-engine.ts';
import { MODEL_WORDS } from '../model-words.ts';
import { Options } from './options.tsx';
import type { CatalogueState } from './options-view.ts';

const READY: EngineState = { kind: 'ready', name: 'default', model: '1.0.0', change: null };

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
        desk={signal<DeskSnapshot | null>({ engine, calls: [] })}
        chosen={signal<ModelName>(chosen)}
        onChoose={onChoose}
      />,
      document.body,
    ),
  );
  const text = (testId: string) => document.querySelector(`[data-testid="${testId}"]`)?.textContent ?? '';
  const radios = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
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
