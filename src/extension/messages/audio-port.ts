// The port "call-audio": one per remote leg, from the content script straight to the offscreen document.
// The leg sends blocks and its state; the offscreen document answers whether to capture and what it has taken in.

import * as v from 'valibot';
import { DROPS, type Drop } from './decision.ts';

export const AUDIO_PORT = 'call-audio';

/** In characters: the length that RFC 5646 (BCP 47) tells programs to make room for. */
const LONGEST_LANGUAGE_TAG = 35;
/** Longest call: more than a shift. A block that claims to be later was not sent by us. */
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
  /** BCP 47 tag of that page's language; empty where it names none or what it names is too long for a tag. */
  language: v.fallback(v.pipe(v.string(), v.maxLength(LONGEST_LANGUAGE_TAG)), ''),
  /** Why the agent has dropped the leg: an offscreen document that was made anew doesn't know. */
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
      // One sample that is not a number would turn every figure of the call into NaN.
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
  /** The console put the customer on hold or took them back. The leg says it after every answered hello, too. */
  v.object({ kind: v.picklist(['held', 'resumed']) }),
  /** The leg is gone for good. */
  v.object({ kind: v.literal('ended') }),
]);

/** What a leg's content script tells the offscreen document. */
export type FromLeg = v.InferOutput<typeof fromLegSchema>;

/** What the offscreen document tells a leg's content script. `capture` or `over` answers every hello. */
export type ToLeg =
  /**
   * Whether to capture from now on. Blocks before `nextSequence` are taken in; the leg sends the later ones again.
   */
  | { readonly kind: 'capture'; readonly on: boolean; readonly nextSequence: number }
  /** The agent dropped the leg for good. */
  | { readonly kind: 'dropped'; readonly decision: Drop }
  /** The call is over: the agent says so, or its leg came back too late. What follows on its track is another call. */
  | { readonly kind: 'over' };

/** Checks the shape of what came over a port; null where it is no message of a leg. */
export function parseFromLeg(message: unknown): FromLeg | null {
  const result = v.safeParse(fromLegSchema, message);
  return result.success ? result.output : null;
}

/** The part of a runtime port that both ends use. Tests have ports of this shape, too. */
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
        // The browser would write an error that nobody reads to the page's developer console.
        void chrome.runtime.lastError;
        listener();
      }),
    disconnect: () => port.disconnect(),
  };
}
