// What happens in a shift: the agent talks, the customer is held, the browser stops our worker, the customer objects.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WINDOW_SECONDS } from '../../src/analysis/call/timing.ts';
import { FROZEN_AFTER_SECONDS } from '../../src/extension/engine/remote-engine.ts';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import type { AttachedTarget } from '../browser/targets.ts';
import { type Desk, type PlacedCall, startConsole, type TestConsole } from '../console/console.ts';
import { survives } from '../faults/survives.ts';
import { assembleCourse } from '../support/course.ts';
import { cremaDFolder } from '../support/crema-d.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { tapCapture, tappedAudio, tappedLegs } from './capture-tap.ts';
import { type FakeMicrophone, fakeMicrophone, openMicrophone } from './microphone.ts';
import { CallPanel } from './panel.ts';
import { gapsButStalls, jumpsOf, stepsOf, storedCalls } from './stored-calls.ts';

const ACTOR = 1002;
const folder = cremaDFolder();

describe.skipIf(folder === null)('during a call', () => {
  let browser: ExtensionBrowser;
  let console_: TestConsole;
  let desk: Desk;
  let offscreen: AttachedTarget;
  let panelPage: Page;
  let panel: CallPanel;
  let voice: Uint8Array;
  let microphone: FakeMicrophone;

  beforeAll(async () => {
    const course = ['anger', 'anger', 'neutral'] as const;
    const { pcm, sampleRateHz } = await assembleCourse(folder ?? '', ACTOR, course);
    voice = encodeWav([pcm], sampleRateHz);
    console_ = await startConsole();
    microphone = fakeMicrophone(voice);
    browser = await launchWithExtension({ args: microphone.args });
    desk = await console_.openDesk(browser.context);
    offscreen = await browser.attachTo('offscreen.html');
    await tapCapture(offscreen);
    ({ page: panelPage, panel } = await CallPanel.open(browser));
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
    microphone?.remove();
  });

  async function confirmedCall(): Promise<PlacedCall> {
    const call = await desk.placeCall();
    await call.answer();
    await panel.confirmConsent();
    await panel.untilState('listening', 'silence');
    return call;
  }

  /** How far the running call is analysed. */
  async function heardSeconds(): Promise<number> {
    const last = async () => (await storedCalls(panelPage)).at(-1)?.windows.at(-1);
    await expect.poll(last).toBeDefined();
    return ((await last())?.start ?? 0) + WINDOW_SECONDS;
  }

  async function hangUp(call: PlacedCall) {
    await call.hangUp();
    await panel.untilState('ended');
    // It waits for its last windows before it is stored as ended.
    const last = async () => (await storedCalls(panelPage)).at(-1);
    await expect.poll(async () => (await last())?.endedAt, { timeout: 20_000 }).toEqual(expect.any(String));
    const stored = await last();
    if (stored === undefined) throw new Error('the call left no record');
    return stored;
  }

  it("has no road from the agent's voice to the model", async () => {
    const call = await confirmedCall();
    const opened = openMicrophone(desk.softphone, 5);
    const agent = await call.agentSays(voice, 'left');
    await agent.ended;
    // It was there to be heard.
    expect(await opened).toBeGreaterThan(0.05);
    const stored = await hangUp(call);
    expect(await tappedLegs(offscreen)).toEqual([stored.id]);
    // The customer's silence was captured; nothing the agent said came with it.
    expect(stored.seconds).toBeGreaterThan(6);
    expect(stored.windows.filter(({ probabilities }) => probabilities !== null)).toEqual([]);
    expect(Math.max(0, ...stored.windows.map(({ speech }) => speech))).toBe(0);
    expect(stored.score).toBeNull();
    expect(stored.verdict).toBe('not-enough-speech');
  });

  it('stops windows on hold, goes on afterwards, and records the hold', async () => {
    const call = await confirmedCall();
    await (await call.customerSays(voice)).ended;
    await call.hold();
    await panel.untilState('held');
    const atHold = (await storedCalls(panelPage)).at(-1)?.windows.length ?? 0;
    // Music on hold is the customer's affair: whatever is said now stays unheard.
    await (await call.customerSays(voice)).ended;
    const afterHold = (await storedCalls(panelPage)).at(-1)?.windows.length ?? 0;
    expect(afterHold - atHold).toBeLessThanOrEqual(1);
    await call.resume();
    await panel.untilState('listening', 'silence');
    await (await call.customerSays(voice)).ended;
    const stored = await hangUp(call);
    expect(stored.windows.length).toBeGreaterThan(afterHold + 3);
    const holds = stored.gaps.filter(({ cause }) => cause === 'hold');
    expect(holds).toHaveLength(1);
    const [hold] = holds;
    expect(gapsButStalls(stored)).toEqual([hold]);
    expect((hold?.end ?? 0) - (hold?.start ?? 0)).toBeGreaterThan(6);
    const during = stored.windows.filter(
      ({ start }) => start + 3 > (hold?.start ?? 0) + 0.01 && start < (hold?.end ?? 0),
    );
    expect(during).toEqual([]);
  });

  survives('service-worker-stopped', async () => {
    const call = await confirmedCall();
    const customer = await call.customerSays(voice);
    await panelPage.waitForTimeout(4000);
    const heardUntil = await heardSeconds();
    await browser.killServiceWorker();
    await customer.ended;
    const stored = await hangUp(call);
    expect(gapsButStalls(stored)).toEqual([]);
    // What a machine loses that stalls, it loses somewhere; what stopping the worker costs would be lost here.
    expect(stored.gaps.filter(({ start, end }) => end > heardUntil && start < heardUntil + 2)).toEqual([]);
    expect(stored.windows.length).toBeGreaterThan(4);
    expect(jumpsOf(stored).length).toBeLessThanOrEqual(stored.gaps.length);
  });

  survives('worker-frozen', async () => {
    const call = await confirmedCall();
    const customer = await call.customerSays(voice);
    await panelPage.waitForTimeout(2500);
    const deadFrom = await heardSeconds();
    // The next window finds the worker dead; nothing tells the page so.
    await offscreen.evaluate(() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
        Worker.prototype.postMessage = postMessage;
        this.terminate();
        Reflect.apply(postMessage, this, message);
      };
    });
    const told = panelPage.getByText('The analysis stopped and is starting again by itself').waitFor();
    await customer.ended;
    // More windows come than may wait for a machine that is only slow.
    await Promise.all([(await call.customerSays(voice)).ended, told]);
    const stored = await hangUp(call);
    // A busy machine may be late once it has another worker; the dead one costs nothing.
    const whileDead = gapsButStalls(stored).filter(({ start }) => start < deadFrom + FROZEN_AFTER_SECONDS);
    expect(whileDead).toEqual([]);
    expect(stored.gaps.filter(({ cause }) => cause === 'interrupted')).toEqual([]);
    expect(stored.seconds).toBeGreaterThan(10);
    expect(stored.windows.at(-1)?.start).toBeGreaterThan(stored.seconds - 4.1);
    expect(jumpsOf(stored).length).toBeLessThanOrEqual(stored.gaps.length);
  });

  survives('offscreen-crash', async () => {
    const call = await confirmedCall();
    const customer = await call.customerSays(voice);
    await panelPage.waitForTimeout(5000);
    await (await browser.serviceWorker()).evaluate(() => chrome.offscreen.closeDocument());
    await customer.ended;
    await (await call.customerSays(voice)).ended;
    const stored = await hangUp(call);
    // One window at most is lost at the seam.
    expect(Math.max(...stepsOf(stored))).toBeLessThanOrEqual(2);
    expect(stored.windows.at(-1)?.start).toBeGreaterThan(11);
    const interrupted = stored.gaps.filter(({ cause }) => cause === 'interrupted');
    expect(interrupted.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(1);
    offscreen = await browser.attachTo('offscreen.html');
    await tapCapture(offscreen);
  });

  it('deletes the call and stays off when the customer objects', async () => {
    const before = (await storedCalls(panelPage)).length;
    const call = await confirmedCall();
    const customer = await call.customerSays(voice);
    await panelPage.waitForTimeout(4000);
    expect(await storedCalls(panelPage)).toHaveLength(before + 1);
    await panel.press('consent-objected');
    await panel.press('consent-objected-confirm');
    await panel.untilState('waiting', 'ended');
    // What was under way at that moment arrives.
    await panelPage.waitForTimeout(500);
    const legs = await tappedLegs(offscreen);
    expect(legs).toHaveLength(1);
    const heard = async () => (await tappedAudio(offscreen, legs[0] ?? '')).pcm.length;
    const beforeObjection = await heard();
    expect(beforeObjection).toBeGreaterThan(0);
    // The line is open, and the customer speaks on.
    await customer.ended;
    expect(await heard()).toBe(beforeObjection);
    await call.hangUp();
    expect(await storedCalls(panelPage)).toHaveLength(before);
  });

  it('opens the real side panel, which shows the call', async () => {
    const call = await desk.placeCall();
    await call.answer();
    const side = await browser.openSidePanel(desk.page);
    await panel.untilState('awaiting-consent');
    const state = await side.evaluate(async () => {
      const limit = Date.now() + 5000;
      const look = () => document.querySelector('[data-testid="state"]')?.getAttribute('data-state');
      while (look() !== 'awaiting-consent' && Date.now() < limit) await new Promise((r) => setTimeout(r, 50));
      return look();
    });
    expect(state).toBe('awaiting-consent');
    await call.hangUp();
    await panel.untilState('ended', 'waiting');
  });

  it('hears no more of a site that is switched off in the middle of a call', async () => {
    const call = await confirmedCall();
    await panelPage.evaluate(() => chrome.storage.local.set({ sites: { consoles: [], own: [] } }));
    await panel.untilState('ended');
    // The page still has its scripts, and they try to come back.
    await panelPage.waitForTimeout(2000);
    await panel.untilState('ended');
    expect((await storedCalls(panelPage)).at(-1)?.endedAt).not.toBeNull();
    await panelPage.evaluate(() => chrome.storage.local.remove('sites'));
    await call.hangUp();
  });
});
