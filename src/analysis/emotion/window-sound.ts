// What kind of sound a window holds: speech, tones and music, or neither.

import { MIN_VOICED_SHARE, type SpeechGate } from './speech-gate.ts';
import { isTonal } from './steady-tones.ts';

export interface WindowSound {
  /** Voiced share of the window, 0 to 1; 0 for tones and music, whatever the speech gate takes them for. */
  readonly speech: number;
  /** Whether the window passed the speech gate. */
  readonly heard: boolean;
  /** Whether it is tones or music, such as ringing, a busy line or music on hold. */
  readonly tonal: boolean;
}

/**
 * @param gate has heard the window's stream up to its end
 * @param window 16 kHz mono in [-1, 1]
 */
export function soundOfWindow(gate: SpeechGate, window: Float32Array): WindowSound {
  const tonal = isTonal(window);
  const speech = tonal ? 0 : gate.voicedShare();
  return { speech, heard: speech >= MIN_VOICED_SHARE, tonal };
}
