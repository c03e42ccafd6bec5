// Softphones made of the libraries that real consoles are made of, two at a time on a line of this machine.

import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { relaySignals } from './relay.ts';
import { sipRegistrar } from './sip-registrar.ts';
import { twilioService } from './twilio-service.ts';
import type { Action, Library, PhoneState } from './web/softphone.ts';

const root = fileURLToPath(new URL('web', import.meta.url));
const outDir = fileURLToPath(new URL('../../.output/softphones', import.meta.url));

/** One end of a line: a tab with a softphone in it. */
export interface Phone {
  readonly page: Page;
  press(action: Action): Promise<void>;
  until(state: PhoneState): Promise<void>;
  /** Says a recording (WAV) into the line and resolves when it is said. */
  say(recording: Uint8Array): Promise<void>;
}

export interface Softphones {
  /** Opens both ends and resolves when they are reachable. */
  openLine(context: BrowserContext, library: Library): Promise<{ agent: Phone; customer: Phone }>;
  close(): Promise<void>;
}

export async function startSoftphones(): Promise<Softphones> {
  const shared = { root, configFile: false, logLevel: 'warn' } as const;
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'chrome148' } });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: {
        'Content-Security-Policy': "default-src 'self'; connect-src 'self' ws: data:; img-src data:",
      },
    },
  });
  // Without a certificate it is no HTTP/2 server.
  relaySignals(server.httpServer as Server, [
    sipRegistrar('/jssip'),
    sipRegistrar('/sipjs'),
    twilioService('/twilio/signal'),
  ]);
  const port = new URL(server.resolvedUrls?.local[0] ?? '').port;
  return {
    async openLine(context, library) {
      // The customer's host is one that the extension is never granted: their end must not be heard twice.
      const [customer, agent] = await Promise.all([
        openPhone(context, `http://customer.localhost:${port}/?library=${library}&end=customer`),
        openPhone(context, `http://localhost:${port}/?library=${library}&end=agent`),
      ]);
      await agent.page.bringToFront();
      return { agent, customer };
    },
    close: () => server.close(),
  };
}

async function openPhone(context: BrowserContext, address: string): Promise<Phone> {
  // Nothing captures the microphone, but with its permission the ends see each other's true addresses.
  await context.grantPermissions(['microphone'], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(address);
  // A real click: it also gives the page the gesture that its audio needs.
  await page.click('#start');
  const until = async (state: PhoneState) => {
    await page.waitForSelector(`body[data-state="${state}"]`, { state: 'attached', timeout: 15_000 });
  };
  await until('ready');
  return {
    page,
    until,
    press: (action) => page.click(`[data-action="${action}"]`),
    say: (recording) =>
      page.evaluate(
        (base64) => window.phone.say(`data:audio/wav;base64,${base64}`),
        Buffer.from(recording).toString('base64'),
      ),
  };
}
