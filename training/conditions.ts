// The versions of a clip that features are made of: where it lies in its window, and what it travelled over.

import { overTelephone } from './telephone.ts';
import { centredWindow, shiftedWindow } from './windows.ts';

/** Conditions of the published figures. */
export const CONDITIONS = ['clean', 'phone'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Evaluation sees centred windows only; training may see all. In the order in which features are computed. */
export const VARIANTS = ['clean-centred', 'phone-centred', 'clean-shifted', 'phone-shifted'] as const;
export type Variant = (typeof VARIANTS)[number];

/** The variant that figures of a condition are measured on. */
export function evaluationVariant(condition: Condition): Variant {
  return `${condition}-centred`;
}

/**
 * One window of a clip.
 * @param samples the whole clip, 16 kHz mono in [-1, 1]
 * @param clipId seeds everything random about the window
 * @returns 48000 samples, 16 kHz
 */
export function windowOf(samples: Float32Array, clipId: string, variant: Variant): Float32Array {
  const seed = `${clipId}/${variant}`;
  const window = variant.endsWith('shifted') ? shiftedWindow(samples, seed) : centredWindow(samples, clipId);
  return variant.startsWith('phone') ? overTelephone(window, seed) : window;
}
