// What heads and networks should answer for a clip.

import { CLASSES } from './classes.ts';

export interface TargetMixture {
  /** Share of every class alike, 0 to 1. */
  readonly labelSmoothing: number;
  /** Weight of the teacher's probabilities beside the intended emotion, 0 to 1. */
  readonly teacherShare: number;
}

/**
 * A clip's target: of the intended emotion, of the teacher, and a little of everything.
 * @param label class number of the intended emotion
 * @param teacher clips × 6 probabilities; needed where the teacher has a share
 * @returns six probabilities
 * @throws Error when there is no teacher, but it has a share.
 */
export function targetOf(
  label: number,
  row: number,
  teacher: Float32Array | undefined,
  { labelSmoothing, teacherShare }: TargetMixture,
): Float32Array {
  if (teacherShare > 0 && teacher === undefined) {
    throw new Error(`The recipe gives a teacher a share of ${teacherShare}, but there is no teacher.`);
  }
  return Float32Array.from({ length: CLASSES }, (_, k) => {
    const own = k === label ? 1 : 0;
    const heard = teacher?.[row * CLASSES + k] ?? 0;
    const wanted = (1 - teacherShare) * own + teacherShare * heard;
    return (1 - labelSmoothing) * wanted + labelSmoothing / CLASSES;
  });
}
