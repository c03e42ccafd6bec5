// A console that hides its calls from every page: no peer connection, only an <audio> element. The agent listens to the
// tab's sound instead.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import type { AttachedTarget } from '../browser/targets.ts';
import { assembleCourse } from '../support/course.ts';
import { cremaDFolder } from '../support/crema-d.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { lineTone } from '../support/line-tones.ts';
import { CallPanel } from './panel.ts';
import { storedCalls } from './stored-calls.ts';

declare global {
  var replays: AudioContext[];
}

const ACTOR = 1001;
const RINGING_SECONDS = 6;
const folder = cremaDFolder();

/** Ringing, then the customer, over and over. */
async function ringingThenSpeech(): Promise<Uint8Array> {
  const { pcm, sampleRateHz } = await assembleCourse(folder ?? '', ACTOR, ['anger', 'neutral', 'neutral']);
  const ringing = lineTone('ringback, North America', RINGING_SECONDS, sampleRateHz);
  return encodeWav([Float32Array.from([...ringing, ...pcm])], sampleRateHz);
}

function serve(recording: Uint8Array): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/call.wav') response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(recording);
    else {
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!doctype html><title>Desk</title><audio src="/call.wav" loop></audio>');
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.skipIf(folder === null)('a tab whose calls are hidden', () => {
  let browser: ExtensionBrowser;
  let server: Server;
  let origin: string;
  let desk: Page;
  let panelPage: Page;
  let panel: CallPanel;
  let offscreen: AttachedTarget;

  beforeAll(async () => {
    server = await serve(await ringingThenSpeech());
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchWithExtension({ sound: true });
    desk = await browser.context.newPage();
    await desk.goto(origin);
    ({ page: panelPage, panel } = await CallPanel.open(browser));
    await panel.untilState('waiting');
    offscreen = await browser.attachTo('offscreen.html');
    await offscreen.evaluate(() => {
      globalThis.replays = [];
      globalThis.AudioContext = class extends AudioContext {
        constructor() {
          super();
          globalThis.replays.push(this);
        }
      };
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** The state of whatever plays the captured sound to the agent: the browser mutes the tab itself. */
  const replays = () => offscreen.evaluate(() => globalThis.replays.map(({ state }) => state));

  /** A true click on the toolbar button, then on the popup's. */
  async function listenFromPopup(): Promise<void> {
    await browser.clickAction(desk);
    const popup = await browser.attachTo('popup.html');
    await expect
      .poll(() => popup.evaluate(() => document.querySelector('[data-testid="listen-to-tab"]') !== null))
      .toBe(true);
    await popup.evaluate(() => document.querySelector<HTMLElement>('[data-testid="listen-to-tab"]')?.click());
    await panel.untilState('awaiting-consent');
    await popup.detach();
  }

  it('is heard after a click in the popup and consent, and its ringing is not scored', async () => {
    await listenFromPopup();
    expect(await panel.text('tab-audio')).toBe('Tab audio, may include ringtones');
    expect(await replays()).toEqual(['running']);
    await panel.press('consent-told');
    await desk.evaluate(() => document.querySelector('audio')?.play());
    await panel.untilState('not-speech');
    await panel.untilState('listening');
    await panelPage.waitForTimeout(3000);
    await panel.press('end-call');
    await panel.untilState('ended');
    // Let go of once the call is stored.
    await expect.poll(replays).toEqual(['closed']);
    const call = (await storedCalls(panelPage)).at(-1);
    expect(call).toMatchObject({ source: 'tab', console: origin, endedAt: expect.any(String) });
    const scored = call?.windows.filter(({ probabilities }) => probabilities !== null) ?? [];
    expect(scored.length).toBeGreaterThanOrEqual(3);
    // None before the ringing is over: a window needs half a second of speech at its end.
    expect(Math.min(...scored.map(({ start }) => start))).toBeGreaterThan(RINGING_SECONDS - 3);
  });

  it('ends with its page', async () => {
    await listenFromPopup();
    await panel.press('consent-told');
    await panel.untilState('listening', 'silence', 'not-speech');
    await desk.goto(`${origin}/elsewhere`);
    await panel.untilState('ended');
    expect((await storedCalls(panelPage)).map(({ endedAt }) => endedAt)).not.toContain(null);
  });
});
