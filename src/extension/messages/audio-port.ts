// The port "call-audio": one per remote leg, from the content script straight to the offscreen document.
// Blocks and the leg's state go up; permission to capture and acknowledgement come down.

import * as v from 'valibot';
import { DROPS, type Drop } from './decision.ts';

export const AUDIO_PORT = 'call-audio';

/** In characters: the length that RFC 5646 (BCP 47) tells programs to make room for. */
const LONGEST_LANGUAGE_TAG = 35;
/** Longest call: a shift and more. What claims to be later was not sent by us. */
const MAX_CALL_SECONDS = 24 * 3600;
/** Rates that tracks can have, from telephone to studio. */
const MIN_RATE_HZ = 8_000;
const MAX_RATE_HZ = 192_000;
/** Longest block; ours have 100 ms. */
const MAX_BLOCK_SECONDS = 1;

const helloSchema = v.object({
  kind: v.literal('hello'),
  /** Id of the leg, and of the call it becomes. The same after a reconnection. */
  leg: v.pipe(v.string(), v.uuid()),
  /** Origin of the console page that the leg's frame belongs to. */
  console: v.string(),
  /** BCP 47 tag of that page's language, as far as it names one; what is too long for a tag counts as none. */
  language: v.fallback(v.pipe(v.string(), v.maxLength(LONGEST_LANGUAGE_TAG)), ''),
  /** What the agent has dropped the leg for: the other end may have been made anew since, and not know of it. */
  dropped: v.optional(v.picklist(DROPS)),
});

const blockSchema = v.pipe(
  v.object({
    kind: v.literal('block'),
    leg: v.string(),
    sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    startSample: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    sampleRateHz: v.pipe(v.number(), v.integer(), v.minValue(MIN_RATE_HZ), v.maxValue(MAX_RATE_HZ)),
    pcm: v.pipe(
      v.instance(Float32Array<ArrayBuffer>),
      // One sample that isn't a number would make every figure of the call one.
      v.check((pcm) => pcm.every(Number.isFinite)),
    ),
  }),
  v.check(
    ({ pcm, startSample, sampleRateHz }) =>
      pcm.length > 0 &&
      pcm.length <= MAX_BLOCK_SECONDS * sampleRateHz &&
      startSample <= MAX_CALL_SECONDS * sampleRateHz,
  ),
);

const fromLegSchema = v.variant('kind', [
  helloSchema,
  blockSchema,
  /** The console put the customer on hold, or took them back; after every greeting, as it stands by then. */
  v.object({ kind: v.picklist(['held', 'resumed']) }),
  /** The leg is gone for good. */
  v.object({ kind: v.literal('ended') }),
]);

/** Content script to offscreen document. */
export type FromLeg = v.InferOutput<typeof fromLegSchema>;

/** Offscreen document to content script. The first answers every hello, the last only that of a call that is over. */
export type ToLeg =
  /**
   * Whether to capture, and the first sequence that has not been taken in: what came before is acknowledged, and what
   * is missing is sent again. Tells every change of the agent's mind, too.
   */
  | { readonly kind: 'capture'; readonly on: boolean; readonly nextSequence: number }
  /** The agent dropped the leg for good. */
  | { readonly kind: 'dropped'; readonly decision: Drop }
  /** The call is over: the agent says so, or its leg came back too late. What follows on its line is another call. */
  | { readonly kind: 'over' };

/** The message, or null when it is not one: what comes over a port is not trusted for its shape. */
export function parseFromLeg(message: unknown): FromLeg | null {
  const result = v.safeParse(fromLegSchema, message);
  return result.success ? result.output : null;
}

/** The part of a runtime port that both ends use; real ports and test ports fit it. */
export interface Port<Incoming, Outgoing> {
  postMessage(message: Outgoing): void;
  onMessage(listener: (message: Incoming) => void): void;
  onDisconnect(listener: () => void): void;
  disconnect(): void;
}

/** Gives a `chrome.runtime.Port` the shape above. */
export function portOf<Incoming, Outgoing>(port: chrome.runtime.Port): Port<Incoming, Outgoing> {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onDisconnect: (listener) =>
      port.onDisconnect.addListener(() => {
        // Reading it tells the browser that we know; it would write to the page's console otherwise.
        void chrome.runtime.lastError;
        listener();
      }),
    disconnect: () => port.disconnect(),
  };
}
