// The test console's web server: three origins, a strict policy on each, and a switchboard between softphone
// and customer. Nothing of it is part of the extension.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import type { Envelope, Party, Signal } from './signals.ts';

const WEB = path.join(path.dirname(fileURLToPath(import.meta.url)), 'web');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

export interface ConsoleServer {
  /** The agent's desk: the page that a contact centre's agent has open. */
  readonly consoleUrl: string;
  /** The softphone that the desk embeds, on an origin (and site) of its own. */
  readonly softphoneUrl: string;
  /** The customer's phone. On a host that the extension is never granted: its end must not be heard twice. */
  readonly customerUrl: string;
  /** Serves an audio file of any kind the browser decodes; the path is the same on every origin. */
  addAudio(bytes: Uint8Array): string;
  /** Paths asked for so far, as "GET /path", by every page. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts the console on three free ports of the loopback interface. */
export async function serveConsole(): Promise<ConsoleServer> {
  const switchboard = createSwitchboard();
  const recordings = new Map<string, Uint8Array>();
  const requests: string[] = [];
  const origins = { console: '', softphone: '', customer: '' };

  type Role = keyof typeof origins;
  const policies: Readonly<Record<Role, () => string>> = {
    console: () => `default-src 'self'; frame-src ${origins.softphone}; frame-ancestors 'none'`,
    softphone: () => `default-src 'self'; frame-ancestors ${origins.console}`,
    customer: () => "default-src 'self'; frame-ancestors 'none'",
  };

  const answer = async (role: Role, request: http.IncomingMessage, response: http.ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://any');
    requests.push(`${request.method} ${url.pathname}`);
    response.setHeader('Content-Security-Policy', `${policies[role]()}; base-uri 'none'; object-src 'none'`);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');

    if (url.pathname === '/signals') {
      if (role === 'console') return void response.writeHead(404).end();
      if (request.method === 'POST') {
        switchboard.relay(JSON.parse(await textOf(request)) as Envelope);
        return void response.writeHead(204).end();
      }
      return switchboard.connect(url.searchParams.get('as') as Party, response);
    }
    const recording = recordings.get(url.pathname);
    if (recording)
      return void response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(recording);

    const name = url.pathname === '/' ? `${role}.html` : url.pathname.slice(1);
    const type = TYPES[path.extname(name)];
    if (!type || name.includes('/') || name.includes('\\')) return void response.writeHead(404).end();
    const source = await readFile(path.join(WEB, name), 'utf8').catch(() => null);
    if (source === null) return void response.writeHead(404).end();
    const body = name.endsWith('.ts')
      ? (await transformWithOxc(source, name, { sourcemap: false })).code
      : source.replaceAll(/\{\{(console|softphone)\}\}/g, (_, other: Role) => origins[other]);
    response.writeHead(200, { 'Content-Type': type }).end(body);
  };

  const servers: http.Server[] = [];
  // The desk's host and the softphone's are the two the local build is granted; any other name of the loopback
  // interface, such as customer.localhost, is out of its reach and still a secure context.
  const hosts: Readonly<Record<Role, string>> = {
    console: 'localhost',
    softphone: '127.0.0.1',
    customer: 'customer.localhost',
  };
  for (const role of ['console', 'softphone', 'customer'] as const) {
    const server = http.createServer((request, response) => {
      answer(role, request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    servers.push(server);
    origins[role] = `http://${hosts[role]}:${(server.address() as AddressInfo).port}`;
  }

  return {
    consoleUrl: `${origins.console}/`,
    softphoneUrl: `${origins.softphone}/`,
    customerUrl: `${origins.customer}/`,
    addAudio(bytes) {
      const place = `/audio/${recordings.size + 1}`;
      recordings.set(place, bytes);
      return place;
    },
    requests,
    async close() {
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}

interface Switchboard {
  /** Opens the stream of signals to one party; what was sent to it before is delivered first. */
  connect(party: Party, response: http.ServerResponse): void;
  relay(envelope: Envelope): void;
}

function createSwitchboard(): Switchboard {
  const streams = new Map<Party, http.ServerResponse>();
  const waiting = new Map<Party, Signal[]>();

  const relay = ({ to, signal }: Envelope): void => {
    const stream = streams.get(to);
    if (stream) stream.write(`data: ${JSON.stringify(signal)}\n\n`);
    else waiting.set(to, [...(waiting.get(to) ?? []), signal]);
  };
  return {
    relay,
    connect(party, response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': connected\n\n');
      streams.set(party, response);
      for (const signal of waiting.get(party) ?? []) relay({ to: party, signal });
      waiting.delete(party);
      response.on('close', () => {
        if (streams.get(party) !== response) return;
        streams.delete(party);
        // A customer whose page is gone has hung up.
        if (party !== 'agent') relay({ to: 'agent', signal: { type: 'bye', call: party } });
      });
    },
  };
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
