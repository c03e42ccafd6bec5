// Contrast, distance and colour-blindness of colours, for the tests of the palette.

/** Linear-light sRGB, each 0 to 1. */
export type Linear = readonly [red: number, green: number, blue: number];

const toLinear = (encoded: number) =>
  encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;

/** The three channels of "#rrggbb", each 0 to 1, as encoded. */
function channelsOf(hex: string): Linear {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`"${hex}" is no colour of the form #rrggbb.`);
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

export function linearOf(hex: string): Linear {
  const [red, green, blue] = channelsOf(hex);
  return [toLinear(red), toLinear(green), toLinear(blue)];
}

/** CSS `color-mix(in srgb, over share, under)`. */
export function mixed(over: string, share: number, under: string): Linear {
  const a = channelsOf(over);
  const b = channelsOf(under);
  const mix = (x: number, y: number) => toLinear(x * share + y * (1 - share));
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
}

const luminanceOf = ([red, green, blue]: Linear) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(a: Linear, b: Linear): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

type Matrix = readonly [Linear, Linear, Linear];

function times(matrix: Matrix, colour: Linear): Linear {
  const row = (weights: Linear) => weights[0] * colour[0] + weights[1] * colour[1] + weights[2] * colour[2];
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** Machado, Oliveira and Fernandes, 2009, severity 1: what somebody without one kind of cone sees. */
export const VISIONS: Readonly<Record<string, Matrix>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function oklabOf(colour: Linear): Linear {
  const [long, middle, short] = times(TO_CONES, colour);
  return times(TO_OKLAB, [Math.cbrt(long), Math.cbrt(middle), Math.cbrt(short)]);
}

/** Distance in OKLab (Ottosson, 2020) of two colours as a kind of vision sees them; black to white is 1. */
export function seenDistance(vision: Matrix, a: Linear, b: Linear): number {
  const seen = (colour: Linear): Linear => {
    const [red, green, blue] = times(vision, colour);
    const clamp = (value: number) => Math.min(1, Math.max(0, value));
    return oklabOf([clamp(red), clamp(green), clamp(blue)]);
  };
  const [l1, a1, b1] = seen(a);
  const [l2, a2, b2] = seen(b);
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2);
}
