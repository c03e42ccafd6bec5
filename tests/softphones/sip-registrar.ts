// As much of a SIP server (RFC 3261, RFC 7118) as two softphones need: it takes every registration. Calls are theirs.

import type { SignallingService } from './relay.ts';

/** Headers of a request that its response repeats. */
const REPEATED = /^(?:Via|From|Call-ID|CSeq):.*$/gim;

export function sipRegistrar(path: string): SignallingService {
  return {
    path,
    answer(message) {
      // Two empty lines are a sign of life.
      if (message.trim() === '') return [];
      if (!message.startsWith('REGISTER ')) return null;
      const header = (name: string) => new RegExp(`^${name}:.*$`, 'im').exec(message)?.[0] ?? '';
      return [
        [
          'SIP/2.0 200 OK',
          ...(message.match(REPEATED) ?? []),
          `${header('To')};tag=registrar`,
          `${header('Contact').replace(/;expires=\d+/i, '')};expires=600`,
          'Content-Length: 0',
          '',
          '',
        ].join('\r\n'),
      ];
    },
  };
}
