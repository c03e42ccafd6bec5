// Slower or quicker at the same pitch: WSOLA (Verhelst and Roelands, "An overlap-add technique based on waveform
// similarity for high quality time-scale modification of speech", ICASSP 1993).

/** Length of a grain, at 16 kHz 32 ms. */
const GRAIN_SAMPLES = 512;
/** Grains overlap by half, under a Hann window, so that their sum is flat. */
const HOP_SAMPLES = GRAIN_SAMPLES / 2;
/** How far a grain may be taken from where the time line asks for it, to fit the one before: 8 ms. */
const SEARCH_SAMPLES = 128;
/** Candidates are compared at every so many samples: voices have little above 2 kHz that would decide. */
const SEARCH_STRIDE = 4;

const HANN = Float32Array.from(
  { length: GRAIN_SAMPLES },
  (_, i) => Math.sin((Math.PI * (i + 0.5)) / GRAIN_SAMPLES) ** 2,
);

/**
 * Stretches a voice in time.
 * @param samples 16 kHz mono
 * @param factor length of the result over that of the input, 0.25 to 4
 * @returns round(samples.length · factor) samples
 * @throws RangeError for another factor.
 */
export function stretchTime(samples: Float32Array, factor: number): Float32Array {
  if (!(factor >= 0.25 && factor <= 4)) {
    throw new RangeError(`A voice can be stretched by 0.25 to 4; ${factor} was asked for.`);
  }
  const length = Math.round(samples.length * factor);
  const result = new Float32Array(length + GRAIN_SAMPLES);
  const at = (index: number) => samples[index] ?? 0;
  let previous = -HOP_SAMPLES;
  for (let out = -HOP_SAMPLES; out < length; out += HOP_SAMPLES) {
    const wanted = Math.round(out / factor);
    const grain = out === -HOP_SAMPLES ? wanted : bestMatch(at, previous + HOP_SAMPLES, wanted);
    for (let i = 0; i < GRAIN_SAMPLES; i++) {
      if (out + i >= 0) result[out + i] = (result[out + i] as number) + (HANN[i] as number) * at(grain + i);
    }
    previous = grain;
  }
  return result.slice(0, length);
}

/** The place near `wanted` whose samples resemble most what would have followed the grain before. */
function bestMatch(at: (index: number) => number, natural: number, wanted: number): number {
  let best = wanted;
  let highest = Number.NEGATIVE_INFINITY;
  for (let shift = -SEARCH_SAMPLES; shift <= SEARCH_SAMPLES; shift += SEARCH_STRIDE) {
    let product = 0;
    let energy = 1e-9;
    for (let i = 0; i < GRAIN_SAMPLES; i += SEARCH_STRIDE) {
      const candidate = at(wanted + shift + i);
      product += candidate * at(natural + i);
      energy += candidate * candidate;
    }
    const likeness = product / Math.sqrt(energy);
    if (likeness > highest) {
      highest = likeness;
      best = wanted + shift;
    }
  }
  return best;
}
