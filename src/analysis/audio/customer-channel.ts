// Takes the customer's channel out of a recording.

export const CUSTOMER_CHANNELS = ['left', 'right', 'mix'] as const;
export type CustomerChannel = (typeof CUSTOMER_CHANNELS)[number];

/**
 * The customer's samples of a recording, block by block.
 * @param blocks one array of samples a channel; a recording of one channel is all the customer's
 */
export async function* customerBlocks(
  blocks: AsyncIterable<Float32Array<ArrayBuffer>[]>,
  customer: CustomerChannel,
): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
  for await (const channels of blocks) yield customerSamples(channels, customer);
}

/** The customer's samples of one block. */
export function customerSamples(
  [left, right]: readonly Float32Array<ArrayBuffer>[],
  customer: CustomerChannel,
): Float32Array<ArrayBuffer> {
  if (left === undefined) return new Float32Array();
  if (right === undefined || customer === 'left') return left;
  if (customer === 'right') return right;
  return left.map((sample, i) => (sample + (right[i] ?? 0)) / 2);
}

/** The other party's samples of one block; null where they have no channel of their own. */
export function otherSamples(
  [left, right]: readonly Float32Array<ArrayBuffer>[],
  customer: CustomerChannel,
): Float32Array<ArrayBuffer> | null {
  if (left === undefined || right === undefined || customer === 'mix') return null;
  return customer === 'left' ? right : left;
}
