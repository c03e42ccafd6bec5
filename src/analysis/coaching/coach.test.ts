import { describe, expect, it } from 'vitest';
import { coach, type Stretch, windowsOf } from '../../../tests/support/coach-course.ts';
import { coachStep, INITIAL_COACH_STATE, interruptCoaching } from './coach.ts';
import {
  COOL_DOWN_SECONDS,
  LONG_SILENCE_SECONDS,
  MAX_SHOWN_SECONDS,
  MIN_SHOWN_SECONDS,
  REMEMBERED_WINDOWS,
  SAME_KIND_COOL_DOWN_SECONDS,
  STALE_AFTER_SECONDS,
} from './constants.ts';
import { NUDGE_KINDS, type NudgeKind } from './nudge.ts';

const EVERY_KIND = new Set(NUDGE_KINDS);
const shownIn = (...course: Stretch[]) => coach(windowsOf(course)).shown;
const kindsIn = (...course: Stretch[]) => shownIn(...course).map(({ kind }) => kind);

const calm = (seconds: number): Stretch => ({ seconds, emotion: 'neutral' });
const angry = (seconds: number, sure = 0.9): Stretch => ({ seconds, emotion: 'anger', sure });
const silence = (seconds: number): Stretch => ({ seconds, emotion: null });

describe('each kind', () => {
  it('rising distress: raised within ten seconds of a calm call becoming tense', () => {
    const [first] = shownIn(calm(40), angry(12, 0.7));
    expect(first?.kind).toBe('rising-distress');
    expect(first?.since).toBeLessThanOrEqual(2 + 40 + 10);
  });

  it('rising distress: also when it rises slowly, and without a single emotion that stands out', () => {
    const slowly = Array.from({ length: 12 }, (_, step) => angry(5, 0.05 + step * 0.07));
    expect(kindsIn(...slowly)).toContain('rising-distress');
    const mixed = [0, 1, 2, 3, 4].flatMap(() => [
      angry(2, 0.7),
      { seconds: 2, emotion: 'disgust', sure: 0.7 },
    ]);
    expect(kindsIn(calm(40), ...(mixed as Stretch[]))).toEqual(['rising-distress']);
  });

  it('rising distress: on the scale of the score, where heard distress of 0.40 is a level below 0.40', () => {
    expect(kindsIn(calm(40), angry(20, 0.405))).toEqual([]);
    expect(kindsIn(calm(40), angry(20, 0.42))).toEqual(['rising-distress']);
  });

  it('sustained anger: of a caller who arrives angry, once it has lasted', () => {
    const [first, ...others] = shownIn(angry(60));
    expect(first).toMatchObject({ kind: 'sustained-anger', since: 2 + 15 });
    expect(others).toEqual([]);
  });

  it.each([
    ['fear', 'sustained-fear'],
    ['sadness', 'sustained-sadness'],
  ] as const)('sustained %s', (emotion, kind) => {
    expect(kindsIn({ seconds: 40, emotion, sure: 0.7 })).toEqual([kind]);
  });

  it('sustained: counts through the pauses of a conversation', () => {
    const turns = [angry(6), silence(8), angry(5), silence(12), angry(6)];
    expect(kindsIn(...turns)).toEqual(['sustained-anger']);
  });

  it('recovery: once a tense call has come down and stayed there, and only once', () => {
    const kinds = kindsIn(angry(40), calm(150));
    expect(kinds).toEqual(['sustained-anger', 'recovery']);
  });

  it('recovery: is no news when the call has long been calm', () => {
    // Sustained anger is told late; its cool-down outlasts the freshness of a recovery that goes through quickly.
    const { states } = coach(windowsOf([angry(40), calm(60)]), new Set(['sustained-anger']));
    expect(states.at(-1)?.evidence.peak).toBeLessThan(0.5);
  });

  it('long silence: after a customer who had spoken falls silent, once a silence', () => {
    const [first, ...others] = shownIn(calm(4), silence(400));
    expect(first).toMatchObject({ kind: 'long-silence', since: 2 + 4 + 1 + LONG_SILENCE_SECONDS });
    expect(others).toEqual([]);
    expect(kindsIn(calm(4), silence(250), calm(4), silence(60))).toEqual(['long-silence', 'long-silence']);
  });

  it('long silence: not before the customer has spoken, nor across seconds that were not heard', () => {
    expect(kindsIn(silence(300))).toEqual([]);
    expect(kindsIn(calm(4), silence(30), { ...silence(30), unheardBefore: 30 })).toEqual([]);
  });
});

describe('restraint', () => {
  it.each<[string, Stretch[]]>([
    ['a calm call', [calm(600)]],
    ['a call that is calm and happy in turns', [calm(60), { seconds: 90, emotion: 'happy' }, calm(60)]],
    [
      'a conversation with pauses',
      Array(20)
        .fill([calm(7), silence(15)])
        .flat(),
    ],
    ['one loud window', [calm(40), angry(1, 1), calm(40)]],
    ['one loud word, which three windows hear', [calm(40), angry(3, 1), calm(40)]],
    [
      'one loud word every half minute',
      Array(10)
        .fill([calm(27), angry(3, 1)])
        .flat(),
    ],
    ['too little speech for a score', [angry(8, 1)]],
    ['a panel that is not sure', [calm(40), { seconds: 60, emotion: 'anger', reading: 'not-sure' }]],
  ])('raises nothing in %s', (_, course) => {
    expect(kindsIn(...course)).toEqual([]);
  });

  it('waits for the panel to be sure again', () => {
    const [first] = shownIn({ seconds: 30, emotion: 'anger', reading: 'not-sure' }, angry(5));
    expect(first).toMatchObject({ kind: 'sustained-anger', since: 2 + 30 + 1 });
  });

  it('raises nothing from speech that is long ago', () => {
    expect(kindsIn(angry(14), silence(STALE_AFTER_SECONDS + 1), angry(14))).toEqual([]);
    const heldBetween = [angry(14), { ...angry(14), unheardBefore: STALE_AFTER_SECONDS + 1 }];
    expect(kindsIn(...heldBetween)).toEqual([]);
  });

  it('lets a nudge go when it is over, but not before it could be read', () => {
    const [first] = shownIn(angry(15), calm(60));
    if (first?.until == null) throw new Error('the nudge goes within a minute of calm');
    expect(first.until - first.since).toBeGreaterThanOrEqual(MIN_SHOWN_SECONDS);
    expect(first.until - first.since).toBeLessThan(MAX_SHOWN_SECONDS);
  });

  it('lets a nudge go after a while when what it is about lasts, and comes back to it much later', () => {
    const [first, second] = shownIn(angry(600));
    expect(first).toMatchObject({ since: 17, until: 17 + MAX_SHOWN_SECONDS });
    expect(second?.since).toBe(17 + MAX_SHOWN_SECONDS + SAME_KIND_COOL_DOWN_SECONDS);
  });

  it('does not flicker when the emotion wavers about the threshold', () => {
    const wavering = Array.from({ length: 40 }, (_, step) => angry(3, step % 2 ? 0.42 : 0.6));
    const shown = shownIn(...wavering);
    expect(shown.map(({ kind }) => kind)).toEqual(['sustained-anger']);
    expect((shown[0]?.until ?? 0) - (shown[0]?.since ?? 0)).toBe(MAX_SHOWN_SECONDS);
  });

  it('raises the most urgent where several could be', () => {
    const both = windowsOf([calm(30), angry(40)]);
    expect(coach(both, new Set(['rising-distress'])).shown).toHaveLength(1);
    const unsure = windowsOf([calm(30), { seconds: 20, emotion: 'anger', reading: 'disgust' }, angry(1)]);
    expect(coach(unsure, new Set<NudgeKind>(['sustained-anger'])).shown).toHaveLength(1);
    expect(coach(unsure.slice(-1)).shown).toEqual([]);
  });
});

describe('the kinds that are wanted', () => {
  it('are the only ones raised, and others take no room from them', () => {
    const windows = windowsOf([calm(40), angry(60)]);
    expect(coach(windows, new Set()).shown).toEqual([]);
    expect(coach(windows, new Set(['sustained-anger'])).shown.map(({ kind }) => kind)).toEqual([
      'sustained-anger',
    ]);
  });

  it('take a nudge away at once when it is no longer among them', () => {
    const windows = windowsOf([angry(16)]);
    const state = coach(windows.slice(0, -1)).states.at(-1) ?? INITIAL_COACH_STATE;
    const [last] = windows.slice(-1);
    if (!last) throw new Error('the course has windows');
    expect(state.nudge?.kind).toBe('sustained-anger');
    expect(coachStep(state, last, new Set()).nudge).toBeNull();
  });
});

describe('an interruption', () => {
  const before = coach(windowsOf([angry(20)])).states.at(-1) ?? INITIAL_COACH_STATE;
  const goOn = (...course: Stretch[]) => {
    let state = interruptCoaching(before);
    return windowsOf([angry(20), ...course])
      .slice(20)
      .map((window) => {
        state = coachStep(state, window, EVERY_KIND);
        return state.nudge?.kind;
      });
  };

  it('takes the nudge away, and keeps its cool-down', () => {
    expect(before.nudge?.kind).toBe('sustained-anger');
    expect(interruptCoaching(before).nudge).toBeNull();
    expect(new Set(goOn(angry(120)))).toEqual(new Set([undefined]));
  });

  it('begins a silence anew', () => {
    const quiet = coach(windowsOf([calm(4), silence(39)])).states.at(-1) ?? INITIAL_COACH_STATE;
    const [next] = windowsOf([calm(4), silence(39), silence(2)]).slice(-1);
    if (!next) throw new Error('the course has windows');
    expect(coachStep(quiet, next, EVERY_KIND).nudge?.kind).toBe('long-silence');
    expect(coachStep(interruptCoaching(quiet), next, EVERY_KIND).nudge).toBeNull();
  });

  it('changes nothing of a call that has not begun', () => {
    expect(interruptCoaching(INITIAL_COACH_STATE)).toEqual(INITIAL_COACH_STATE);
  });
});

it('remembers no more of an hour than of a minute', () => {
  const hour = coach(
    windowsOf(
      Array(60)
        .fill([calm(25), angry(20), silence(15)])
        .flat(),
    ),
  ).states;
  for (const { evidence } of hour) expect(evidence.recent.length).toBeLessThanOrEqual(REMEMBERED_WINDOWS);
  expect(Object.keys(hour.at(-1)?.wentAt ?? {}).length).toBeLessThanOrEqual(NUDGE_KINDS.length);
});

it('pauses between nudges of different kinds', () => {
  const shown = shownIn(calm(40), angry(120));
  expect(shown.map(({ kind }) => kind)).toEqual(['rising-distress', 'sustained-anger']);
  expect((shown[1]?.since ?? 0) - (shown[0]?.until ?? 0)).toBeGreaterThanOrEqual(COOL_DOWN_SECONDS);
});
