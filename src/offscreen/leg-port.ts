// The receiving end of the port "call-audio": hands a leg's messages to its call, in order.

import { type FromLeg, type Port, parseFromLeg, type ToLeg } from '../extension/messages/audio-port.ts';
import type { CallSession } from './call-session.ts';
import type { Attachment, LegConnection } from './leg-connection.ts';
import type { LiveCalls } from './live-calls.ts';
import { RefusedMessage } from './notices.ts';

/**
 * @param tab the browser tab that the port comes from
 * @returns ends the leg's call and closes the port
 */
export function serveLegPort(live: LiveCalls, port: Port<unknown, ToLeg>, tab: number): () => void {
  const connection: LegConnection = {
    tab,
    capture: (on, nextSequence) => port.postMessage({ kind: 'capture', on, nextSequence }),
    over: () => port.postMessage({ kind: 'over' }),
    drop: (decision) => port.postMessage({ kind: 'dropped', decision }),
  };
  let leg: string | null = null;
  let session: CallSession | null = null;
  // A leg's call may have to come from the store. Messages wait until it is there.
  let inOrder: Promise<void> = Promise.resolve();

  const attach = async (hello: Extract<FromLeg, { kind: 'hello' }>): Promise<Attachment> => {
    try {
      if (hello.dropped !== undefined) await live.decide(hello.leg, hello.dropped);
      return await live.attach(hello.leg, hello.console, connection, hello.language);
    } catch (error) {
      // The leg got no answer: it connects again by itself, on another port.
      live.detach(hello.leg, connection);
      port.disconnect();
      throw error;
    }
  };

  const handle = async (raw: unknown) => {
    const message = parseFromLeg(raw);
    if (message === null) throw new RefusedMessage();
    switch (message.kind) {
      case 'hello': {
        if (leg !== null) return;
        const attachment = await attach(message);
        // A leg that is refused must not speak for the one it claims to be.
        if (attachment.kind === 'refused') throw new RefusedMessage();
        leg = message.leg;
        session = 'session' in attachment ? attachment.session : null;
        return;
      }
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
        if (leg !== null) await live.end(leg);
    }
  };

  port.onMessage((message) => {
    inOrder = inOrder.then(() => handle(message)).catch((error: unknown) => live.report(error));
  });
  port.onDisconnect(() => {
    inOrder = inOrder.then(() => {
      if (leg !== null) live.detach(leg, connection);
    });
  });
  return () => {
    inOrder = inOrder.then(async () => {
      if (leg !== null) await live.end(leg);
      port.disconnect();
    });
  };
}
