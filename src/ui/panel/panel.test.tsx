// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureSnapshot } from '../../../tests/gallery/fixture-calls.ts';
import type { NudgeKind } from '../../analysis/coaching/nudge.ts';
import type { CallSnapshot, CallState, DeskSnapshot } from '../../extension/messages/snapshot.ts';
import {
  DEFAULT_NUDGE_SETTINGS,
  type NudgeSettings,
  withNudgeChoice,
} from '../../extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../extension/settings/policy.ts';
import { withoutRunningScores } from '../../offscreen/held-back-score.ts';
import { ANNOUNCEMENTS } from '../announcement-sentences.ts';
import { NUDGE_WORDS } from '../nudge-words.ts';
import { Panel, type PanelActions } from './panel.tsx';

// Canvases are looked at in a real browser: tests/gallery.
vi.mock('../strip/strip.tsx', () => ({ Strip: () => null }));

const CONSOLE = 'https://desk.example.com';
const deskOf = (...calls: [id: string, CallState][]): DeskSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: 'm', change: null },
  calls: calls.map(([id, state]) => fixtureSnapshot({ id, seed: 2, course: 'calm', seconds: 40, state })),
});

/** The sentence of the footer on what the call lacks. */
const missingSentence = (missing: NonNullable<CallSnapshot['missing']>) => {
  const desk = deskOf(['a', 'listening']);
  const { find } = show({ ...desk, calls: desk.calls.map((call) => ({ ...call, missing })) });
  return (cause: 'lost' | 'interrupted') => find(`missing-${cause}`).textContent?.trim();
};

it('says how much of a call is missing, and why', () => {
  const sentence = missingSentence({ lost: 3600, interrupted: 12.4 });
  expect(sentence('lost')).toBe('Missing from this call: 60 min. No sound arrived.');
  expect(sentence('interrupted')).toBe('Missing from this call: 12 s. The analysis was interrupted.');
  expect(() => missingSentence({ lost: 0.1 })('lost')).toThrow('shows no missing-lost');
});

function show(
  first: DeskSnapshot | null,
  {
    mode = 'remember',
    remembered = [],
    canReview = true,
  }: { mode?: ConsentMode; remembered?: readonly string[]; canReview?: boolean } = {},
) {
  const desk = signal(first);
  const actions = {
    decide: vi.fn<PanelActions['decide']>(),
    setCallReference: vi.fn<PanelActions['setCallReference']>(),
    setConsentRemembered: vi.fn(),
    endCall: vi.fn(),
    beginVoice: vi.fn(),
  };
  const nudges = signal<NudgeSettings | null>(DEFAULT_NUDGE_SETTINGS);
  act(() =>
    render(
      <Panel
        desk={desk}
        rememberedConsoles={signal(remembered)}
        consentMode={signal(mode)}
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

afterEach(() => {
  render(null, document.body);
  vi.restoreAllMocks();
});

it('leads to no past calls where they are not to be looked at', () => {
  show(deskOf(['a', 'ended']), { canReview: false });
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

describe('a call on a line that stays open', () => {
  it.each(['listening', 'held'] as const)('can be ended while it is %s', (state) => {
    const panel = show(deskOf(['a', state]));
    expect(panel.find('end-call').textContent).toBe('This call is over');
    panel.click('end-call');
    expect(panel.actions.endCall).toHaveBeenCalledExactlyOnceWith('a');
  });

  it.each(['awaiting-consent', 'ended'] as const)('has nothing to end when it is %s', (state) => {
    expect(() => show(deskOf(['a', state])).find('end-call')).toThrow();
  });
});

describe('the customer’s voice', () => {
  const withVoice = (gettingToKnow: boolean, state: CallState = 'listening'): DeskSnapshot => {
    const desk = deskOf(['a', state]);
    return { ...desk, calls: desk.calls.map((call) => ({ ...call, gettingToKnow })) };
  };

  it('is said to be got to know until it is known', () => {
    const panel = show(withVoice(true));
    expect(panel.find('getting-to-know').textContent).toBe('Getting to know this voice');
    panel.become(withVoice(false));
    expect(() => panel.find('getting-to-know')).toThrow();
  });

  it('can be said to be another customer’s while the call runs', () => {
    const panel = show(withVoice(false));
    expect(panel.find('another-customer').textContent).toBe('Another customer is speaking');
    panel.click('another-customer');
    expect(panel.actions.beginVoice).toHaveBeenCalledExactlyOnceWith('a');
    panel.become(withVoice(false, 'ended'));
    expect(() => panel.find('another-customer')).toThrow();
  });

  it('is nobody’s matter where the model reads every window by itself', () => {
    const panel = show(deskOf(['a', 'listening']));
    expect(() => panel.find('another-customer')).toThrow();
    expect(() => panel.find('getting-to-know')).toThrow();
  });
});

describe('a call of a tab’s sound', () => {
  const withSource = (desk: DeskSnapshot): DeskSnapshot => ({
    ...desk,
    calls: desk.calls.map((call) => ({ ...call, source: 'tab' })),
  });

  it.each(['awaiting-consent', 'listening', 'ended'] as const)('says so when it is %s', (state) => {
    const { find } = show(withSource(deskOf(['a', state])));
    expect(find('tab-audio').textContent).toBe('Tab audio, may include ringtones');
  });

  it('can be ended', () => {
    const panel = show(withSource(deskOf(['a', 'listening'])));
    expect(panel.find('end-call').textContent).toBe('Stop listening to the tab');
    panel.click('end-call');
    expect(panel.actions.endCall).toHaveBeenCalledExactlyOnceWith('a');
    panel.become(deskOf(['b', 'listening']));
    expect(() => panel.find('tab-audio')).toThrow();
  });
});

describe('consent by policy', () => {
  it('offers no remembering where every call is to be asked about', () => {
    const panel = show(deskOf(['a', 'awaiting-consent']), { mode: 'ask' });
    expect(() => panel.find('consent-remember')).toThrow();
    panel.click('consent-told');
    expect(panel.actions.decide).toHaveBeenCalledExactlyOnceWith('a', 'told');
  });

  it('says why calls start unasked, and offers to ask again only what the agent may decide', () => {
    show(deskOf(['a', 'listening']), { mode: 'announced' });
    expect(document.body.textContent).toContain('your organisation tells every customer');
    expect(document.body.textContent).not.toContain('Ask every time');
    render(null, document.body);
    show(deskOf(['a', 'listening']), { remembered: [CONSOLE] });
    expect(document.body.textContent).toContain('Ask every time');
    render(null, document.body);
    show(deskOf(['a', 'listening']), { mode: 'ask', remembered: [CONSOLE] });
    expect(document.body.textContent).not.toContain('without asking');
  });

  it('asks of a further line only whether it is a customer, where all customers have been told', () => {
    const panel = show(deskOf(['a', 'awaiting-consent']), { mode: 'announced' });
    expect(document.querySelector('#consent-question')?.textContent).toBe('Is this a customer?');
    expect(() => panel.find('announcement-text')).toThrow();
    expect(() => panel.find('consent-remember')).toThrow();
  });
});

describe('what the agent could say', () => {
  const waiting = (language: string): DeskSnapshot => {
    const { engine, calls } = deskOf(['a', 'awaiting-consent']);
    return { engine, calls: calls.map((call) => ({ ...call, language })) };
  };
  const withClipboard = (writeText: (text: string) => Promise<void>) =>
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as Clipboard);
  const copy = () =>
    act(async () => document.querySelector<HTMLElement>('[data-testid="announcement-copy"]')?.click());

  it('is in the language of the console’s page, and marked so for a screen reader', () => {
    const panel = show(waiting('de-AT'));
    expect(panel.find('announcement-text').textContent).toBe(ANNOUNCEMENTS.de.text);
    expect(panel.find('announcement-text').lang).toBe('de');
  });

  it('is in the browser’s language where the page’s is not among them', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['pl', 'en']);
    expect(show(waiting('sv')).find('announcement-text').textContent).toBe(ANNOUNCEMENTS.pl.text);
  });

  it('can be had in another language, and copied', async () => {
    const copied: string[] = [];
    withClipboard(async (text) => void copied.push(text));
    const panel = show(waiting('en'));
    const select = panel.find('announcement-language') as HTMLSelectElement;
    act(() => {
      select.value = 'fr';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await copy();
    expect(copied).toEqual([ANNOUNCEMENTS.fr.text]);
    expect(document.querySelector('.announcement-note')?.textContent).toBe('Copied');
  });

  it('says what to do where it can’t be copied', async () => {
    withClipboard(() => Promise.reject(new DOMException('No.', 'NotAllowedError')));
    show(waiting('en'));
    await copy();
    expect(document.querySelector('.announcement-note')?.textContent).toContain('Select the text instead.');
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
