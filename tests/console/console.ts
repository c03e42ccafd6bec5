// Places calls in the test console: opens the desk and customers' phones in a browser and presses their buttons.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { type ConsoleServer, serveConsole } from './server.ts';
import type { Codec } from './signals.ts';
import type { Heard } from './web/softphone.ts';
import type { Side, Speech } from './web/voice.ts';

export type { Codec, Heard, Side };

/** A file's path, or the bytes of a recording: whatever the browser decodes (WAV, Ogg Opus, MP3, FLAC). */
export type Recording = string | Uint8Array;

/** A voice that has begun to speak on the line. */
export type Spoken = Speech;

export interface CallOptions {
  /** Default 'opus'. */
  readonly codec?: Codec;
  readonly caller?: { readonly name: string; readonly number: string };
  /** The customer is the person at this machine's microphone; the softphone's loudspeaker is then off. */
  readonly microphone?: boolean;
}

/** One call, seen by the harness: it has the agent's fingers and both people's voices. */
export interface PlacedCall {
  readonly id: string;
  readonly customerPage: Page;
  /** Answers and resolves once both ends are connected. The customer is silent until `customerSays`. */
  answer(): Promise<void>;
  /** Renegotiates the call to a halt; resolves once the softphone's remote track is muted. */
  hold(): Promise<void>;
  resume(): Promise<void>;
  hangUp(): Promise<void>;
  customerHangsUp(): Promise<void>;
  /** Plays a recording as the customer's voice; of a stereo recording the right channel. */
  customerSays(recording: Recording, side?: Side): Promise<Spoken>;
  /** Plays a recording as the agent's voice; of a stereo recording the left channel. */
  agentSays(recording: Recording, side?: Side): Promise<Spoken>;
  /** What the softphone's own connection received so far. */
  heard(): Promise<Heard>;
}

export interface Desk {
  readonly page: Page;
  readonly softphone: Frame;
  /** Rings the softphone; the call waits for `answer()`. */
  placeCall(options?: CallOptions): Promise<PlacedCall>;
}

export interface TestConsole extends ConsoleServer {
  /** Opens the agent's desk in a tab and waits until the softphone is ready. */
  openDesk(context: BrowserContext): Promise<Desk>;
}

const CONNECT_MS = 15_000;

/** Starts the console's servers. Close it after the browser. */
export async function startConsole(): Promise<TestConsole> {
  const server = await serveConsole();
  return { ...server, openDesk: (context) => openDesk(server, context) };
}

async function openDesk(server: ConsoleServer, context: BrowserContext): Promise<Desk> {
  // Every softphone holds the microphone's permission. Nothing captures it here, but with it the two ends see
  // each other's true addresses and need no multicast DNS, which many machines for tests lack.
  for (const url of [server.consoleUrl, server.softphoneUrl, server.customerUrl]) {
    await context.grantPermissions(['microphone'], { origin: new URL(url).origin });
  }
  const page = context.pages().find((open) => open.url() === 'about:blank') ?? (await context.newPage());
  await page.goto(server.consoleUrl);
  const element = await page.waitForSelector('iframe');
  const softphone = await element.contentFrame();
  if (!softphone) throw new Error('The desk has no softphone frame.');
  await softphone.waitForSelector('body[data-ready]', { state: 'attached' });
  return { page, softphone, placeCall: (options = {}) => placeCall(server, page, softphone, options) };
}

async function placeCall(
  server: ConsoleServer,
  desk: Page,
  softphone: Frame,
  { codec = 'opus', caller, microphone = false }: CallOptions,
): Promise<PlacedCall> {
  const number = randomUUID();
  const id = `call-${number}`;
  const query = new URLSearchParams({
    call: number,
    codec,
    ...caller,
    ...(microphone ? { microphone: '' } : {}),
  });
  const customerPage = await desk.context().newPage();
  await customerPage.goto(`${server.customerUrl}?${query}`);
  // A real click: it also gives the page the gesture that its audio needs.
  await customerPage.click('#call');
  await customerPage.waitForSelector('body:not([data-state="ready"])', { state: 'attached' });
  await desk.bringToFront();

  const card = softphone.locator(`.call[data-call="${id}"]`);
  const press = (action: string) => card.locator(`[data-action="${action}"]`).click();
  const until = (state: string) =>
    softphone.waitForSelector(`.call[data-call="${id}"][data-state="${state}"]`, {
      state: 'attached',
      timeout: CONNECT_MS,
    });
  const heard = () => softphone.evaluate((call) => window.agentLine.heard(call), id);
  const untilMuted = async (muted: boolean) => {
    const limit = Date.now() + CONNECT_MS;
    while ((await heard()).muted !== muted) {
      if (Date.now() > limit)
        throw new Error(`The remote track did not become ${muted ? 'muted' : 'unmuted'}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await until('ringing');

  const say = async (
    recording: Recording,
    begin: (url: string) => Promise<Omit<Speech, 'ended'>>,
    wait: () => Promise<void>,
  ): Promise<Spoken> => {
    const url = server.addAudio(typeof recording === 'string' ? await readFile(recording) : recording);
    const speech = await begin(url).catch((error: Error) => {
      const name = typeof recording === 'string' ? recording : 'The recording';
      throw new Error(
        `${name} can't be played. ${error.message.replace(/^\S+evaluate: (Error: )?/, '').split('\n')[0]}`,
      );
    });
    const ended = wait();
    // A caller that hangs up mid-sentence does not wait for its end.
    ended.catch(() => {});
    return { ...speech, ended };
  };

  return {
    id,
    customerPage,
    heard,
    async answer() {
      await press('answer');
      await until('active');
      await customerPage.waitForSelector('body[data-state="connected"]', {
        state: 'attached',
        timeout: CONNECT_MS,
      });
    },
    async hold() {
      await press('hold');
      await until('held');
      await untilMuted(true);
    },
    async resume() {
      await press('resume');
      await until('active');
      await untilMuted(false);
    },
    async hangUp() {
      await press('hang-up');
      await until('ended');
      await customerPage.close();
    },
    async customerHangsUp() {
      await customerPage.click('#hang-up');
      await until('ended');
      await customerPage.close();
    },
    customerSays: (recording, side = 'right') =>
      say(
        recording,
        (url) => customerPage.evaluate(([u, s]) => window.customerLine.speak(u, s), [url, side] as const),
        () => customerPage.evaluate(() => window.customerLine.spoken()),
      ),
    agentSays: (recording, side = 'left') =>
      say(
        recording,
        (url) => softphone.evaluate(([c, u, s]) => window.agentLine.speak(c, u, s), [id, url, side] as const),
        () => softphone.evaluate((call) => window.agentLine.spoken(call), id),
      ),
  };
}
