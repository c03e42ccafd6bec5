// Seeded randomness: the same clip, fold or epoch draws the same numbers on every machine and in any order.

/** The next number of a sequence, in [0, 1). */
export type Random = () => number;

/**
 * A sequence that depends on nothing but the words of its seed: xmur3 of the text, then mulberry32
 * (both public domain).
 */
export function seededRandom(...seed: readonly (string | number)[]): Random {
  const text = seed.join('/');
  let hash = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  let state = (hash ^ (hash >>> 16)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number (Box and Muller). */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The numbers 0 to count - 1 in random order (Fisher and Yates). */
export function shuffledIndices(count: number, random: Random): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = indices[i] ?? 0;
    indices[i] = indices[j] ?? 0;
    indices[j] = held;
  }
  return indices;
}

/** Deals the items in random order, over and over: none comes twice before all came once. */
export function* dealForever<T>(items: readonly T[], random: Random): Generator<T, never, void> {
  for (;;) for (const index of shuffledIndices(items.length, random)) yield items[index] as T;
}
