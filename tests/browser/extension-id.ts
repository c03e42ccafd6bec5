// The id that browsers give an extension.

import { createHash } from 'node:crypto';

/** 32 letters from a to p: the first half of the hash of its public key, which the manifest has in base64. */
export function extensionIdOf(key: string): string {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
