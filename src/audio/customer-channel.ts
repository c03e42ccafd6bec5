// Whose channel is whose: which of a recording's channels is the customer's.

export const CUSTOMER_CHANNELS = ['left', 'right', 'mix'] as const;
export type CustomerChannel = (typeof CUSTOMER_CHANNELS)[number];

/**
 * The customer's samples of a block.
 * @param channels one array of samples a channel; a recording of one channel is all the customer's
 */
export function customerSamples(
  [left, right]: readonly Float32Array<ArrayBuffer>[],
  customer: CustomerChannel,
): Float32Array<ArrayBuffer> {
  if (left === undefined) return new Float32Array();
  if (right === undefined || customer === 'left') return left;
  if (customer === 'right') return right;
  return left.map((sample, i) => (sample + (right[i] ?? 0)) / 2);
}
