// The main job, end to end: a customer's voice on a real call becomes a strip, a score and an end-of-call popup.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import type { AttachedTarget } from '../browser/targets.ts';
import { type Codec, type Desk, startConsole, type TestConsole } from '../console/console.ts';
import { assembleCourse, type Course } from '../support/course.ts';
import { cremaDFolder } from '../support/crema-d.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { agreement, analyseSamples, findInside, resampleTo } from '../support/recordings.ts';
import { type TappedLeg, tapCapture, tappedAudio, tappedLegs } from './capture-tap.ts';
import { CallPanel } from './panel.ts';
import { type StoredCall, storedCalls } from './stored-calls.ts';

/** Arrives angry, is calm and then glad: about half a minute. */
const COURSE = [...Array(4).fill('anger'), ...Array(3).fill('neutral'), ...Array(3).fill('happy')] as const;
const ACTOR = 1001;
/** Every page of the extension; its service worker and offscreen document run beside them. */
const PAGES = [
  'welcome.html',
  'popup.html',
  'sidepanel.html',
  'review.html',
  'options.html',
  'diagnostics.html',
];
/** For what starts late. */
const IDLE_MS = 2_000;

const folder = cremaDFolder();

interface PlayedCall {
  readonly scores: readonly number[];
  readonly words: ReadonlySet<string>;
  readonly finalPanelScore: string | null;
  readonly popupScore: string | null;
  readonly stored: StoredCall;
  readonly captured: TappedLeg;
}

describe.skipIf(folder === null)('a call assembled from clips of one actor', () => {
  let browser: ExtensionBrowser;
  let console_: TestConsole;
  let desk: Desk;
  let offscreen: AttachedTarget;
  let panelPage: Page;
  let panel: CallPanel;
  let course: Course;
  const calls: Partial<Record<Codec, PlayedCall>> = {};

  beforeAll(async () => {
    course = await assembleCourse(folder ?? '', ACTOR, COURSE);
    console_ = await startConsole();
    browser = await launchWithExtension({ recordRequests: true });
    desk = await console_.openDesk(browser.context);
    offscreen = await browser.attachTo('offscreen.html');
    await tapCapture(offscreen);
    ({ page: panelPage, panel } = await CallPanel.open(browser));
    await panel.untilState('waiting');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
  });

  async function playCall(codec: Codec): Promise<PlayedCall> {
    const call = await desk.placeCall({ codec });
    await call.answer();
    await panel.untilState('awaiting-consent');
    expect(await tappedLegs(offscreen)).toHaveLength(Object.keys(calls).length);
    await panel.press('consent-told');
    const customer = await call.customerSays(encodeWav([course.pcm], course.sampleRateHz));
    const scores: number[] = [];
    const words = new Set<string>();
    let speaking = true;
    const ended = customer.ended.then(() => {
      speaking = false;
    });
    while (speaking) {
      const { score, emotion } = await panel.read();
      if (score !== null) scores.push(score);
      if (emotion !== null) words.add(emotion);
      await panelPage.waitForTimeout(500);
    }
    await ended;
    await panelPage.waitForTimeout(1500);
    await call.hangUp();
    await panel.untilState('ended');
    const finalPanelScore = await panel.text('score');
    const popup = await browser.openExtensionPage('popup.html', { width: 360, height: 600 });
    const popupScore = await popup.getByTestId('score').first().textContent();
    const stored = (await storedCalls(popup)).at(-1);
    await popup.close();
    const leg = (await tappedLegs(offscreen)).at(-1);
    if (stored === undefined || leg === undefined) throw new Error('the call left no record or no audio');
    return {
      scores,
      words,
      finalPanelScore,
      popupScore,
      stored,
      captured: await tappedAudio(offscreen, leg),
    };
  }

  describe.each(['opus', 'pcmu'] as const)('over %s', (codec) => {
    let played: PlayedCall;

    beforeAll(async () => {
      played = await playCall(codec);
      calls[codec] = played;
    }, 120_000);

    it('shows words and a score that is higher at the end than at its lowest', () => {
      expect(played.words.size).toBeGreaterThan(1);
      expect(played.scores.length).toBeGreaterThan(10);
      expect(played.scores.at(-1)).toBeGreaterThan(Math.min(...played.scores));
    });

    it('shows the same score in panel, popup and record after hang-up', () => {
      const stored = played.stored.score?.toFixed(1);
      expect(played.finalPanelScore).toContain(stored);
      expect(played.popupScore).toContain(stored);
      expect(played.stored.endedAt).not.toBeNull();
    });

    it('captured every sample, and its PCM as a recording gives the same probabilities and score', async () => {
      expect(played.captured.startSample).toBe(0);
      expect(played.captured.missingSamples).toBe(0);
      const again = await analyseSamples(played.captured.pcm, played.captured.sampleRateHz);
      const compared = played.stored.windows.map((live) => {
        const file = again.windows.find(({ start }) => Math.abs(start - live.start) < 1e-6);
        expect(file?.speech).toBeCloseTo(live.speech, 5);
        for (const emotion of EMOTIONS) {
          expect(file?.probabilities?.[emotion] ?? 0).toBeCloseTo(live.probabilities?.[emotion] ?? 0, 3);
        }
        return file;
      });
      expect(compared.length).toBeGreaterThan(20);
      expect(again.score).toBeCloseTo(played.stored.score ?? 0, 1);
    });

    it('gives what the source clips give: close probabilities, and the same label where theirs is clear', async () => {
      const live = resampleTo(16_000, played.captured.pcm, played.captured.sampleRateHz);
      const source = resampleTo(16_000, course.pcm, course.sampleRateHz);
      const lead = new Float32Array(findInside(source, live, 16_000));
      const aligned = new Float32Array(lead.length + source.length);
      aligned.set(source, lead.length);
      const { windows } = await analyseSamples(aligned, 16_000);
      const { compared, clear, sameLabel, meanDistance } = agreement(played.stored.windows, windows);
      console.log(
        `${codec}: ${sameLabel} of ${clear} clear windows have the label of the source; ${compared} windows differ by ${meanDistance.toFixed(2)} in the mean`,
      );
      expect(compared).toBeGreaterThan(20);
      expect(clear).toBeGreaterThan(15);
      // Seen: 0.81 to 1. Some twenty windows overlap, so that one sentence is three of them.
      expect(sameLabel / clear).toBeGreaterThanOrEqual(0.65);
      expect(meanDistance).toBeLessThan(0.2);
    });
  });

  it('stored two calls one after the other as two records', async () => {
    const stored = await storedCalls(panelPage);
    expect(stored.map(({ id }) => id)).toEqual([calls.opus?.stored.id, calls.pcmu?.stored.id]);
  });

  it('made no request from its installation on, in calls, on its pages and idle, but to its own files and the console', async () => {
    for (const document of PAGES) await browser.openExtensionPage(document);
    await panelPage.waitForTimeout(IDLE_MS);
    const requests = await browser.closeAndListRequests();
    // The browser's own errands (updates, its safe-browsing lists) have no document behind them.
    const asked = requests.filter(({ initiator }) => initiator !== 'not an origin');
    const consoleHosts = [console_.consoleUrl, console_.softphoneUrl, console_.customerUrl].map(
      (url) => new URL(url).host,
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ initiator }) => initiator.startsWith('chrome-extension://'))).toEqual([]);
    expect(asked.filter(({ url }) => !consoleHosts.includes(new URL(url).host))).toEqual([]);
  });
});
