// Hands signalling between the two ends of a line over WebSockets. What an end says to the service itself (that it is
// there) the relay answers in the service's place; everything else is the other end's.

import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** Ends give a silent service up after three times as long. */
const SIGN_OF_LIFE_MS = 5_000;

/** A service that softphones sign in to. */
export interface SignallingService {
  /** Where its socket is. */
  readonly path: string;
  /** Its answers to what an end says to it; null for a message to the other end. */
  answer(message: string): readonly string[] | null;
  /** What it sends every few seconds, that its ends stay connected. */
  readonly signOfLife?: string;
}

/** Serves each service's path on `server`, to two ends at a time: those that came last. */
export function relaySignals(server: Server, services: readonly SignallingService[]): void {
  for (const { path, answer, signOfLife } of services) {
    const sockets = new WebSocketServer({ noServer: true });
    let ends: WebSocket[] = [];
    sockets.on('connection', (socket) => {
      ends = [...ends.slice(-1), socket];
      socket.on('message', (data) => {
        const message = String(data);
        const answers = answer(message);
        for (const line of answers ?? []) socket.send(line);
        if (answers === null) ends.find((end) => end !== socket)?.send(message);
      });
      const beat =
        signOfLife === undefined ? undefined : setInterval(() => socket.send(signOfLife), SIGN_OF_LIFE_MS);
      socket.on('close', () => {
        clearInterval(beat);
        ends = ends.filter((end) => end !== socket);
      });
    });
    server.on('upgrade', (request: IncomingMessage, stream, head) => {
      if (request.url !== path) return;
      sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
    });
  }
}
