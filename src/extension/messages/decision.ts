// What an agent decides about a leg.

/**
 * What the agent decides about a leg: the customer was told that the call is analysed, the customer objected, or
 * it isn't a customer.
 */
export type Decision = 'told' | Drop;

/** The decisions that drop a leg: its call is deleted, and it stays off. */
export const DROPS = ['objected', 'colleague'] as const;
export type Drop = (typeof DROPS)[number];
