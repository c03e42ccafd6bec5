// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureSnapshot } from '../../../tests/gallery/fixture-calls.ts';
import { withoutRunningScores } from '../../call/held-back-score.ts';
import type { CallState, DeskSnapshot } from '../../call/snapshot.ts';
import type { NudgeKind } from '../../coaching/nudge.ts';
import {
  DEFAULT_NUDGE_SETTINGS,
  type NudgeSettings,
  withNudgeChoice,
} from '../../settings/nudge-settings.ts';
import { NUDGE_WORDS } from '../nudge-words.ts';
import { Panel, type PanelActions } from './panel.tsx';

// Canvases are looked at in a real browser: tests/gallery.
vi.mock('../strip/strip.tsx', () => ({ Strip: () => null }));

const CONSOLE = 'https://desk.example.com';
const deskOf = (...calls: [id: string, CallState][]): DeskSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: 'm', change: null },
  calls: calls.map(([id, state]) => fixtureSnapshot({ id, seed: 2, course: 'calm', seconds: 40, state })),
});

function show(first: DeskSnapshot | null, canReview = true) {
  const desk = signal(first);
  const actions = {
    decide: vi.fn<PanelActions['decide']>(),
    setCallReference: vi.fn<PanelActions['setCallReference']>(),
    setConsentRemembered: vi.fn(),
  };
  const nudges = signal<NudgeSettings | null>(DEFAULT_NUDGE_SETTINGS);
  act(() =>
    render(
      <Panel
        desk={desk}
        rememberedConsoles={signal([])}
        nudges={nudges}
        canReview={signal(canReview)}
        actions={actions}
      />,
      document.body,
    ),
  );
  const find = (testId: string) => {
    const element = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    if (element === null) throw new Error(`The panel shows no ${testId}.`);
    return element;
  };
  return {
    actions,
    find,
    click: (testId: string) => act(() => find(testId).click()),
    setNudges: (settings: NudgeSettings | null) =>
      act(() => {
        nudges.value = settings;
      }),
    become: (next: DeskSnapshot) =>
      act(() => {
        desk.value = next;
      }),
  };
}

afterEach(() => render(null, document.body));

it('leads to no past calls where they are not to be looked at', () => {
  show(deskOf(['a', 'ended']), false);
  expect(document.querySelector('[data-testid="open-review"]')).toBeNull();
});

it('shows in the place of a score that is held back who has set that, and no reasons', () => {
  const { find } = show(withoutRunningScores(deskOf(['a', 'listening'])));
  expect(find('score-held-back').textContent).toContain(
    'Your organisation shows the score when the call is over.',
  );
  expect(document.querySelector('[data-testid="score"]')).toBeNull();
  expect(document.querySelector('.why')).toBeNull();
});

describe('consent', () => {
  it.each([
    ['consent-told', 'told'],
    ['consent-objected', 'objected'],
    ['consent-colleague', 'colleague'],
  ] as const)('%s decides "%s", and remembers nothing by itself', (button, decision) => {
    const panel = show(deskOf(['a', 'awaiting-consent']));
    panel.click(button);
    expect(panel.actions.decide).toHaveBeenCalledExactlyOnceWith('a', decision);
    expect(panel.actions.setConsentRemembered).not.toHaveBeenCalled();
  });

  it('is remembered for the console only when the agent ticks so', () => {
    const panel = show(deskOf(['a', 'awaiting-consent']));
    panel.click('consent-remember');
    panel.click('consent-told');
    expect(panel.actions.setConsentRemembered).toHaveBeenCalledExactlyOnceWith(CONSOLE, true);
  });

  it('does not carry the tick over to the next call', () => {
    const panel = show(deskOf(['a', 'awaiting-consent']));
    panel.click('consent-remember');
    panel.become(deskOf(['b', 'awaiting-consent']));
    panel.click('consent-told');
    expect(panel.actions.setConsentRemembered).not.toHaveBeenCalled();
  });
});

describe('while listening', () => {
  it('drops a call only after a second press, and says that nothing is kept', () => {
    const panel = show(deskOf(['a', 'listening']));
    panel.click('consent-objected');
    expect(panel.actions.decide).not.toHaveBeenCalled();
    panel.click('consent-objected-confirm');
    expect(panel.actions.decide).toHaveBeenCalledExactlyOnceWith('a', 'objected');
    panel.become(deskOf());
    expect(document.body.textContent).toContain('nothing of it is kept');
  });

  it('keeps a question that is open from moving to another call', () => {
    const panel = show(deskOf(['a', 'listening']));
    panel.click('consent-objected');
    panel.become(deskOf(['b', 'listening'], ['a', 'listening']));
    expect(() => panel.find('consent-objected-confirm')).toThrow();
  });

  it('shows state, word, confidence, score and verdict', () => {
    const panel = show(deskOf(['a', 'listening']));
    const { score, reading } = deskOf(['a', 'listening']).calls[0] ?? {};
    expect(panel.find('state').dataset.state).toBe(reading ? 'listening' : 'silence');
    expect(panel.find('score').textContent).toBe(score?.toFixed(1));
    expect(panel.find('verdict').textContent).toBe('No escalation');
    expect(panel.find('emotion').textContent).not.toBe('');
    expect(panel.find('confidence').textContent).toMatch(reading ? /%$/ : /^\u00a0$/);
  });
});

describe('a nudge', () => {
  const nudged = (
    nudge: { kind: NudgeKind; since: number } | null,
    state: CallState = 'listening',
    id = 'a',
  ) => {
    const { engine, calls } = deskOf([id, state]);
    return { engine, calls: calls.map((call) => ({ ...call, nudge })) };
  };
  const recovery = { kind: 'recovery', since: 30 } as const;
  const words = NUDGE_WORDS.recovery;

  it('is told politely, once, in a place that was there before it came', () => {
    const panel = show(nudged(null));
    const place = panel.find('nudge');
    expect(place.getAttribute('role')).toBe('status');
    expect(place.textContent).toBe('');
    panel.become(nudged(recovery));
    expect(panel.find('nudge')).toBe(place);
    expect(place.textContent).toBe(`${words.title}${words.text}`);
    // The button isn't read with it, and nothing else announces anything.
    expect(place.contains(panel.find('nudge-dismiss'))).toBe(false);
    const others = [...document.querySelectorAll('[role="status"], [role="alert"]')].filter(
      (element) => element !== place,
    );
    expect(others.map((element) => element.textContent).filter(Boolean)).toEqual(['Listening.']);
  });

  it.each<CallState>(['awaiting-consent', 'held', 'ended'])('has no place in a call that is %s', (state) => {
    const panel = show(nudged(recovery, state));
    expect(() => panel.find('nudge')).toThrow();
  });

  it('stays away once it was not wanted, until there is another', () => {
    const panel = show(nudged(recovery));
    panel.click('nudge-dismiss');
    expect(panel.find('nudge').textContent).toBe('');
    expect(() => panel.find('nudge-dismiss')).toThrow();
    panel.become(nudged(recovery));
    expect(panel.find('nudge').textContent).toBe('');
    panel.become(nudged({ kind: 'recovery', since: 250 }));
    expect(panel.find('nudge').textContent).toContain(words.text);
  });

  it('stays away also after a look at another call, and takes no nudge of that call with it', () => {
    const panel = show(nudged(recovery));
    panel.click('nudge-dismiss');
    panel.become(nudged(recovery, 'listening', 'b'));
    expect(panel.find('nudge').textContent).toContain(words.text);
    panel.become(nudged(recovery));
    expect(panel.find('nudge').textContent).toBe('');
  });

  it('follows the settings while it is shown', () => {
    const panel = show(nudged(recovery));
    panel.setNudges(withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'recovery', { text: 'Calm again.' }));
    expect(panel.find('nudge').textContent).toContain('Calm again.');
    panel.setNudges(withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'recovery', { shown: false }));
    expect(panel.find('nudge').textContent).toBe('');
    panel.setNudges({ ...DEFAULT_NUDGE_SETTINGS, shown: false });
    expect(panel.find('nudge').textContent).toBe('');
    panel.setNudges(null);
    expect(panel.find('nudge').textContent).toBe('');
  });
});

describe('the way to the calls before', () => {
  it('leads to all of them, and after a call to that one', () => {
    const panel = show(deskOf(['a', 'listening']));
    expect(panel.find('open-review').getAttribute('href')).toBe('/review.html');
    panel.become(deskOf(['a', 'ended']));
    expect(panel.find('open-review').getAttribute('href')).toBe('/review.html?call=a');
  });
});
