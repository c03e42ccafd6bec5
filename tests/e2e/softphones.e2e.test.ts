// Calls on the libraries that consoles are made of. Two speak SIP; Twilio's runs whole but for its cloud. Amazon
// Connect's can't run here: amazon-connect-streams is only the frame around a softphone that its cloud serves. How that
// one behaves, a connection that outlives its calls, is in src/page/leg-capture.test.ts.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import type { AttachedTarget } from '../browser/targets.ts';
import { type Phone, type Softphones, startSoftphones } from '../softphones/softphones.ts';
import type { Library } from '../softphones/web/softphone.ts';
import { assembleCourse } from '../support/course.ts';
import { cremaDFolder } from '../support/crema-d.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { tapCapture, tappedRates } from './capture-tap.ts';
import { CallPanel } from './panel.ts';
import { gapsButStalls, type StoredCall, storedCalls } from './stored-calls.ts';

const ACTOR = 1001;
const folder = cremaDFolder();

interface ConfirmedCall {
  readonly agent: Phone;
  readonly customer: Phone;
  /** Calls in the store when it came. */
  readonly callsBefore: number;
}

describe.skipIf(folder === null)('a call on a softphone', () => {
  let browser: ExtensionBrowser;
  let softphones: Softphones;
  let offscreen: AttachedTarget;
  let panelPage: Page;
  let panel: CallPanel;
  let voice: Uint8Array;

  beforeAll(async () => {
    const { pcm, sampleRateHz } = await assembleCourse(folder ?? '', ACTOR, ['anger']);
    voice = encodeWav([pcm], sampleRateHz);
    softphones = await startSoftphones();
    // With outputs to choose from, as an agent's machine has.
    browser = await launchWithExtension({ args: ['--use-fake-device-for-media-stream'] });
    ({ page: panelPage, panel } = await CallPanel.open(browser));
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await softphones?.close();
  });

  async function stored(): Promise<StoredCall | undefined> {
    return (await storedCalls(panelPage)).at(-1);
  }
  const spoken = (call: StoredCall | undefined) =>
    call?.windows.filter(({ probabilities }) => probabilities !== null).length ?? 0;

  async function untilStored(isSo: (call: StoredCall) => boolean): Promise<void> {
    const look = async () => {
      const call = await stored();
      return call !== undefined && isSo(call);
    };
    await expect.poll(look, { timeout: 10_000 }).toBe(true);
  }

  /** An answered call whose customer was told; the agent has spoken, and it left no trace. */
  async function confirmedCall(library: Library): Promise<ConfirmedCall> {
    const callsBefore = (await storedCalls(panelPage)).length;
    const { agent, customer } = await softphones.openLine(browser.context, library);
    if (offscreen === undefined) {
      offscreen = await browser.attachTo('offscreen.html');
      await tapCapture(offscreen);
    }
    await customer.press('call');
    await agent.until('ringing');
    await agent.press('answer');
    await agent.until('connected');
    await panel.confirmConsent();
    await panel.untilState('listening', 'silence');
    await agent.say(voice);
    await untilStored(({ windows }) => windows.length > 1);
    expect(spoken(await stored())).toBe(0);
    await customer.say(voice);
    await untilStored((call) => spoken(call) > 0);
    return { agent, customer, callsBefore };
  }

  async function expectOneRecord({ agent, customer, callsBefore }: ConfirmedCall) {
    await panel.untilState('ended');
    const calls = await storedCalls(panelPage);
    expect(calls).toHaveLength(callsBefore + 1);
    expect(calls.at(-1)?.endedAt).not.toBeNull();
    await agent.page.close();
    await customer.page.close();
  }

  /** Windows stop on hold, whatever the customer says meanwhile. */
  async function holdAndResume({ agent, customer }: ConfirmedCall): Promise<void> {
    await agent.press('hold');
    await agent.until('held');
    await panel.untilState('held');
    const held = await stored();
    await customer.say(voice);
    // One that was on its way at the hold may come in still.
    expect((await stored())?.windows.length).toBeLessThanOrEqual((held?.windows.length ?? 0) + 1);
    await agent.press('resume');
    await agent.until('connected');
    await panel.untilState('listening', 'silence');
  }

  /** The call goes on: it takes in more of what the customer says. */
  async function expectMoreSpeech({ customer }: ConfirmedCall): Promise<void> {
    const before = spoken(await stored());
    await customer.say(voice);
    await untilStored((call) => spoken(call) > before);
  }

  it('made of SIP.js is heard, held, resumed and ended by the agent', async () => {
    const call = await confirmedCall('sipjs');
    await holdAndResume(call);
    await expectMoreSpeech(call);
    const heard = await stored();
    expect(heard && gapsButStalls(heard).map(({ cause }) => cause)).toEqual(['hold']);
    await call.agent.press('hangUp');
    await expectOneRecord(call);
  });

  it('made of JsSIP stays one call after a hold, with another source, another path and another codec', async () => {
    const call = await confirmedCall('jssip');
    await holdAndResume(call);
    await call.customer.press('renegotiate');
    await expectMoreSpeech(call);
    expect(await tappedRates(offscreen, (await stored())?.id ?? '')).toEqual([48_000, 8000]);
    await call.customer.press('hangUp');
    await expectOneRecord(call);
  });

  it("made of Twilio's library is heard on the headset that the agent chose, until the customer hangs up", async () => {
    const call = await confirmedCall('twilio');
    await call.customer.press('hangUp');
    await call.agent.until('ended');
    await expectOneRecord(call);
  });
});
