import { describe, expect, it } from 'vitest';
import { fixtureSnapshot } from '../../../tests/support/fixture-calls.ts';
import type { CallSnapshot, LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { makeHeroModel } from './hero-model.ts';
import { activityOf, makePanelModel, stateName, stateWords } from './panel-model.ts';

const engine = { kind: 'ready', name: 'default', model: 'm', change: null } as const;
const call = (changes: Partial<CallSnapshot> = {}): CallSnapshot => ({
  ...fixtureSnapshot({ id: 'a', seed: 2, course: 'calm', seconds: 30 }),
  ...changes,
});
const viewOf = (calls: readonly CallSnapshot[], chosen: string | null = null) =>
  makePanelModel({ engine, calls }, chosen);

describe('without a call', () => {
  it.each<[string, LiveSnapshot | null]>([
    ['connecting', null],
    ['loading', { engine: { kind: 'loading' }, calls: [] }],
    ['failed', { engine: { kind: 'failed', problem: 'No model.' }, calls: [] }],
    ['waiting', { engine, calls: [] }],
  ])('is %s', (kind, live) => {
    const view = makePanelModel(live, null);
    expect(view.kind).toBe(kind);
    expect(stateName(view)).toBe(kind);
    expect(stateWords(view)).not.toBe('');
  });
});

describe('activityOf', () => {
  it('tells speech from silence by the reading', () => {
    expect(activityOf(call({ reading: { emotion: 'happy', confidence: 0.9 } }))).toBe('speech');
    expect(activityOf(call({ reading: null }))).toBe('silence');
    expect(activityOf(call({ reading: null, tonal: true }))).toBe('not-speech');
  });

  it('does not call it silence before anything could be read', () => {
    expect(activityOf(call({ reading: null, windows: [] }))).toBe('starting');
  });

  it.each(['awaiting-consent', 'held', 'ended'] as const)('is %s whatever was heard', (state) => {
    expect(activityOf(call({ state }))).toBe(state);
  });
});

describe('a chosen model that could not be loaded', () => {
  const change = { kind: 'failed', name: 'cnn', problem: 'It is damaged.' } as const;
  const live = (calls: readonly CallSnapshot[]) => ({ engine: { ...engine, change }, calls });

  it('is told during a call, and does not stop the panel without one', () => {
    expect(makePanelModel(live([call()]), null)).toMatchObject({
      kind: 'call',
      problem: expect.stringContaining('The standard model goes on.'),
    });
    expect(makePanelModel(live([]), null).kind).toBe('waiting');
  });
});

describe('several calls', () => {
  const newest = call({ id: 'new', startedAt: '2026-06-12T14:03:00.000Z' });
  const oldest = call({ id: 'old', startedAt: '2026-06-12T13:58:00.000Z' });
  const ended = call({ id: 'ended', state: 'ended' });

  it('shows the newest until the agent chooses, and again when the chosen one is gone', () => {
    expect(viewOf([newest, oldest])).toMatchObject({ call: { id: 'new' } });
    expect(viewOf([newest, oldest], 'old')).toMatchObject({ call: { id: 'old' } });
    expect(viewOf([newest, ended], 'old')).toMatchObject({ call: { id: 'new' } });
  });

  it('offers a choice among running calls only', () => {
    expect(viewOf([newest, ended])).toMatchObject({ running: [] });
    expect(viewOf([newest, oldest, ended])).toMatchObject({ running: [{ id: 'new' }, { id: 'old' }] });
  });

  it('shows the call that has ended when no other is running', () => {
    expect(viewOf([ended])).toMatchObject({ call: { id: 'ended' }, activity: 'ended' });
  });

  it('says that a later line of the same console may be a colleague', () => {
    expect(viewOf([newest, oldest])).toMatchObject({ isFurtherLine: true });
    expect(viewOf([newest, oldest], 'old')).toMatchObject({ isFurtherLine: false });
    expect(viewOf([{ ...newest, console: 'https://other.example' }, oldest])).toMatchObject({
      isFurtherLine: false,
    });
  });
});

it('keeps showing the call when something fails', () => {
  const view = makePanelModel({ engine, problem: 'Disk full.', calls: [call()] }, null);
  expect(view).toMatchObject({ kind: 'call', problem: 'Disk full.', isLoading: false });
  expect(makePanelModel({ engine, problem: 'Disk full.', calls: [] }, null)).toEqual({
    kind: 'failed',
    problem: 'Disk full.',
  });
});

describe('makeHeroModel', () => {
  it('names the emotion, or that it is not sure', () => {
    const sure = call({ reading: { emotion: 'anger', confidence: 0.72 } });
    expect(makeHeroModel(sure, 'speech')).toEqual({
      mood: 'anger',
      word: 'Angry',
      detail: 'Fairly sure',
      confidence: 0.72,
    });
    const unsure = call({ reading: { emotion: 'not-sure', confidence: 0.3 } });
    expect(makeHeroModel(unsure, 'speech')).toMatchObject({ mood: 'not-sure', word: 'Not sure' });
  });

  it.each(['starting', 'silence', 'not-speech', 'held', 'ended'] as const)(
    'claims no confidence when %s',
    (activity) => {
      expect(makeHeroModel(call(), activity)).toMatchObject({ mood: activity, confidence: null });
    },
  );

  it('fits its detail on one line at 320 px', () => {
    for (const activity of ['starting', 'silence', 'not-speech', 'held', 'ended'] as const) {
      expect(makeHeroModel(call(), activity).detail.length).toBeLessThanOrEqual(30);
    }
  });
});
