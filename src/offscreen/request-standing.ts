// What an engine's crash means for each request that has no answer yet.

/**
 * Where an open request stands:
 *
 * | standing  | it means                              | a window is classified |
 * |-----------|---------------------------------------|------------------------|
 * | `in-time` | no engine broke since it was sent     | as its sender says     |
 * | `waited`  | it was in hand when an engine broke   | always                 |
 * | `suspect` | an engine broke at it                 | always                 |
 *
 * What waited for the next engine seemed too late to its sender, and isn't.
 */
export type RequestStanding = 'in-time' | 'waited' | 'suspect';

/**
 * What follows a crash, for the request that the engine broke at and for those that it had in hand. A second engine
 * that breaks at the same request is the last: the call goes on without it.
 */
export const AFTER_CRASH: Readonly<
  Record<
    RequestStanding,
    { readonly brokenAt: RequestStanding | 'given-up'; readonly inHand: RequestStanding }
  >
> = {
  'in-time': { brokenAt: 'suspect', inHand: 'waited' },
  waited: { brokenAt: 'suspect', inHand: 'waited' },
  suspect: { brokenAt: 'given-up', inHand: 'suspect' },
};
