// The versions of a clip that models hear: where it lies in its window, and what it travelled over.

import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { seededRandom } from '../shared/random.ts';
import { varyLine, varyVoice } from './augment.ts';
import { OPUS_24, overOpus } from './opus.ts';
import { overTelephone } from './telephone.ts';
import { stretchTime } from './time-stretch.ts';
import { centredWindow, shiftedWindow, turnWindow } from './windows.ts';

/** Conditions of the published figures. */
export const CONDITIONS = ['clean', 'phone', 'opus'] as const;
export type Condition = (typeof CONDITIONS)[number];

/**
 * `centred` is what evaluation sees; `shifted` may begin or end mid-speech, as windows of a call do; `varied` is a
 * shifted window of another voice over a random line; `turn` is cut at random out of a turn of several clips;
 * `stretched` is the report's: the clip stretched to three seconds.
 */
export type Variant =
  | `${Condition}-centred`
  | `${Condition}-shifted`
  | `${Condition}-turn`
  | `varied-${1 | 2}`
  | 'clean-stretched';

/** The variant that figures of a condition are measured on. */
export function evaluationVariant(condition: Condition): `${Condition}-centred` {
  return `${condition}-centred`;
}

/**
 * One window of a clip.
 * @param samples the whole clip, 16 kHz mono in [-1, 1]
 * @param clipId seeds everything random about the window
 * @param neighbours samples of the clips that stand before and after it in a turn
 * @returns 48000 samples, 16 kHz
 */
export function windowOf(
  samples: Float32Array,
  clipId: string,
  variant: Variant,
  neighbours?: readonly [before: Float32Array, after: Float32Array],
): Float32Array {
  const seed = `${clipId}/${variant}`;
  const [kind, placement] = variant.split('-') as [Condition | 'varied', string];
  if (kind === 'varied') {
    const random = seededRandom('varied', seed);
    return varyLine(shiftedWindow(varyVoice(samples, random), seed), random);
  }
  const window = place(samples, clipId, placement, seed, neighbours);
  if (kind === 'phone') return overTelephone(window, seed);
  return kind === 'opus' ? overOpus(window, OPUS_24) : window;
}

function place(
  samples: Float32Array,
  clipId: string,
  placement: string,
  seed: string,
  neighbours: readonly [Float32Array, Float32Array] | undefined,
): Float32Array {
  if (placement === 'turn') {
    if (neighbours === undefined) throw new Error(`${clipId}: a turn needs the clips around it.`);
    return turnWindow(samples, neighbours, seed);
  }
  if (placement === 'shifted') return shiftedWindow(samples, seed);
  if (placement === 'stretched')
    return centredWindow(stretchTime(samples, WINDOW_SAMPLES / samples.length), clipId);
  return centredWindow(samples, clipId);
}
