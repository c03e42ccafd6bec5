// As much of Twilio's signalling as a `Device` needs to be reachable; the caller (web/twilio-caller.ts) plays the rest.

import type { SignallingService } from './relay.ts';

/** Answered in kind; without one every few seconds a Device connects anew. */
const SIGN_OF_LIFE = '\n';

export function twilioService(path: string): SignallingService {
  const reply = (type: string, payload: object) => [JSON.stringify({ type, payload })];
  return {
    path,
    signOfLife: SIGN_OF_LIFE,
    answer(message) {
      if (message === SIGN_OF_LIFE) return [];
      switch ((JSON.parse(message) as { type: string }).type) {
        case 'listen':
          return reply('connected', { region: 'loopback', token: { identity: 'agent', ttl: 3600 } });
        case 'register':
          return reply('ready', {});
        default:
          return null;
      }
    },
  };
}
