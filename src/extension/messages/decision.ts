// The agent's decisions about a leg.

/** `told`: the customer knows that the call is analysed. `objected`: they don't want it. `colleague`: no customer. */
export type Decision = 'told' | Drop;

/** Decisions that drop a leg: its call is deleted, and the leg stays off. */
export const DROPS = ['objected', 'colleague'] as const;
export type Drop = (typeof DROPS)[number];
