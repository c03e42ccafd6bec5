// G.711 decoded: the 8-bit µ-law and A-law of telephone lines, as PCMU and PCMA carry them.
// Source: ITU-T Recommendation G.711 (11/88), tables 1a to 2b. Linear values here are on the 16-bit scale
// that telephony software uses: the 14-bit values of µ-law times 4, the 13-bit values of A-law times 8.

/** Added to a µ-law magnitude so that its segments begin at powers of two; 33 on the standard's 14-bit scale. */
export const MULAW_BIAS = 0x84;
/** Linear value (16-bit scale) of each µ-law byte. */
const MULAW_TO_LINEAR = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const segment = (code >> 4) & 7;
  const magnitude = ((((code & 0x0f) << 3) + MULAW_BIAS) << segment) - MULAW_BIAS;
  return code & 0x80 ? -magnitude : magnitude;
});

/** Linear value (16-bit scale) of each A-law byte. */
const ALAW_TO_LINEAR = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const step = (code & 0x0f) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return code & 0x80 ? magnitude : -magnitude;
});

/** The 16-bit linear value of a µ-law byte (0 to 255). */
export function mulawToLinear(byte: number): number {
  return MULAW_TO_LINEAR[byte & 0xff] ?? 0;
}

/** The 16-bit linear value of an A-law byte (0 to 255). */
export function alawToLinear(byte: number): number {
  return ALAW_TO_LINEAR[byte & 0xff] ?? 0;
}
