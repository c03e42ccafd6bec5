// The receiving end of the port "call-audio": hands a leg's messages to its call, in order.

import {
  type DeskMessage,
  type LegMessage,
  type Port,
  parseLegMessage,
} from '../extension/messages/audio-port.ts';
import { type CallDesk, type LegLine, RefusedMessage } from './call-desk.ts';
import type { CallSession } from './call-session.ts';

/**
 * @param tab the browser tab that the port comes from
 * @returns ends the leg's call and closes the port
 */
export function serveLegPort(desk: CallDesk, port: Port<unknown, DeskMessage>, tab: number): () => void {
  const line: LegLine = {
    tab,
    capture: (on, nextSequence) => port.postMessage({ kind: 'capture', on, nextSequence }),
    over: () => port.postMessage({ kind: 'over' }),
    drop: (decision) => port.postMessage({ kind: 'dropped', decision }),
  };
  let leg: string | null = null;
  let session: CallSession | null = null;
  // A leg's call may have to be fetched from the store; what comes meanwhile waits in line.
  let inOrder: Promise<void> = Promise.resolve();

  const attach = async ({ leg, console, language, dropped }: Extract<LegMessage, { kind: 'hello' }>) => {
    try {
      if (dropped !== undefined) await desk.decide(leg, dropped);
      return await desk.attach(leg, console, line, language);
    } catch (error) {
      if (error instanceof RefusedMessage) throw error;
      // The leg has not been answered: it comes again on a port of its own accord.
      desk.detach(leg, line);
      port.disconnect();
      throw error;
    }
  };

  const handle = async (raw: unknown) => {
    const message = parseLegMessage(raw);
    if (message === null) throw new RefusedMessage();
    switch (message.kind) {
      case 'hello':
        if (leg !== null) return;
        session = await attach(message);
        // Not before: a leg that was refused must not speak for the one it claims to be.
        leg = message.leg;
        return;
      case 'block':
        if (message.leg === leg) session?.accept(message);
        return;
      case 'held':
        session?.hold();
        return;
      case 'resumed':
        session?.resume();
        return;
      case 'ended':
        if (leg !== null) await desk.end(leg);
    }
  };

  port.onMessage((message) => {
    inOrder = inOrder.then(() => handle(message)).catch((error: unknown) => desk.report(error));
  });
  port.onDisconnect(() => {
    inOrder = inOrder.then(() => {
      if (leg !== null) desk.detach(leg, line);
    });
  });
  return () => {
    inOrder = inOrder.then(async () => {
      if (leg !== null) await desk.end(leg);
      port.disconnect();
    });
  };
}
