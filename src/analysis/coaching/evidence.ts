// Remembers the last seconds of a call for the nudges. A pure step a window, constant memory.

import type { Emotion, Probabilities } from '../emotion/emotions.ts';
import { LEVEL_WINDOWS } from '../score/constants.ts';
import { levelFromDistress } from '../score/score.ts';
import {
  BEFORE_WINDOWS,
  CONTINUOUS_SECONDS,
  RECOVERY,
  REMEMBERED_WINDOWS,
  RISING,
  STALE_AFTER_SECONDS,
} from './constants.ts';

/** One analysed window as the coaching sees it. */
export interface CoachWindow {
  /** End of the window in seconds from the call's first sample; later than that of the window before. */
  readonly seconds: number;
  /** What was heard in it; null in silence. */
  readonly speech: SpeechWindow | null;
  /** What the panel names at this window; null in silence. */
  readonly reading: Emotion | 'not-sure' | null;
  /** Whether there is a score yet: the opening is complete. */
  readonly scored: boolean;
}

export interface SpeechWindow {
  /** Calibrated, each in [0, 1]. */
  readonly probabilities: Probabilities;
  /** In [0, 1]. */
  readonly distress: number;
}

/** Everything that is remembered of a call. Plain data, so it can be compared. */
export interface Evidence {
  /** The last `REMEMBERED_WINDOWS` speech windows that are not stale, oldest first. */
  readonly recent: readonly SpeechWindow[];
  /** End of the last window, and of the last one with speech; null before there is one. In seconds. */
  readonly lastWindow: number | null;
  readonly lastSpeech: number | null;
  /** End of the first window of the silence that lasts; null while the customer speaks. In seconds. */
  readonly silentSince: number | null;
  /** The highest level since the last recovery, 0 to 1. */
  readonly peak: number;
  /** Speech windows in a row in which distress was rising. */
  readonly risingWindows: number;
  /** Speech windows in a row in which the call had come down from its peak. */
  readonly calmWindows: number;
}

export const NO_EVIDENCE: Evidence = {
  recent: [],
  lastWindow: null,
  lastSpeech: null,
  silentSince: null,
  peak: 0,
  risingWindows: 0,
  calmWindows: 0,
};

const CALM_READINGS: readonly CoachWindow['reading'][] = ['happy', 'neutral'];
const TENSE_READINGS: readonly CoachWindow['reading'][] = ['anger', 'disgust', 'fear', 'sadness'];

/** @param value of one window, e.g. its distress; the mean of no windows is 0 */
export function meanOver(windows: readonly SpeechWindow[], value: (window: SpeechWindow) => number): number {
  return windows.reduce((sum, window) => sum + value(window), 0) / Math.max(1, windows.length);
}

const levelIn = (windows: readonly SpeechWindow[]) =>
  levelFromDistress(meanOver(windows, ({ distress }) => distress));

/** The score's level, 0 to 1, in the last `LEVEL_WINDOWS` speech windows; null while there are fewer. */
export function currentLevel({ recent }: Evidence): number | null {
  return recent.length < LEVEL_WINDOWS ? null : levelIn(recent.slice(-LEVEL_WINDOWS));
}

/** How far the level lies above that of the speech before it; null while there is too little speech to compare with. */
export function currentRise(evidence: Evidence): number | null {
  const level = currentLevel(evidence);
  const before = evidence.recent.slice(-REMEMBERED_WINDOWS, -LEVEL_WINDOWS);
  return level === null || before.length < BEFORE_WINDOWS / 2 ? null : level - levelIn(before);
}

/** Takes in the next window, with speech or silent. */
export function evidenceStep(evidence: Evidence, { seconds, speech, reading }: CoachWindow): Evidence {
  if (speech === null) {
    const goesOn =
      evidence.lastWindow !== null && seconds - evidence.lastWindow <= CONTINUOUS_SECONDS
        ? evidence.silentSince
        : null;
    return { ...evidence, lastWindow: seconds, silentSince: goesOn ?? seconds };
  }
  const stale = evidence.lastSpeech !== null && seconds - evidence.lastSpeech > STALE_AFTER_SECONDS;
  const heard: Evidence = {
    ...evidence,
    recent: [...(stale ? [] : evidence.recent.slice(1 - REMEMBERED_WINDOWS)), speech],
    lastWindow: seconds,
    lastSpeech: seconds,
    silentSince: null,
    ...(stale ? { risingWindows: 0, calmWindows: 0 } : {}),
  };
  const level = currentLevel(heard);
  if (level === null) return heard;
  const rising =
    level >= RISING.raise.level &&
    (currentRise(heard) ?? 0) >= RISING.raise.rise &&
    TENSE_READINGS.includes(reading);
  const peak = Math.max(heard.peak, level);
  const recovered =
    level <= RECOVERY.raise &&
    peak >= RECOVERY.from &&
    peak - level >= RECOVERY.drop &&
    CALM_READINGS.includes(reading);
  const next = {
    ...heard,
    peak,
    risingWindows: rising ? heard.risingWindows + 1 : 0,
    calmWindows: recovered ? heard.calmWindows + 1 : 0,
  };
  return next.calmWindows > RECOVERY.freshWindows ? withoutPeak(next) : next;
}

/** Forgets the peak after a recovery, so that the next recovery must come from another peak. */
export function withoutPeak(evidence: Evidence): Evidence {
  return { ...evidence, peak: currentLevel(evidence) ?? 0, calmWindows: 0 };
}

/** Ends, at an interruption of the stream, all that must last without a break. */
export function interruptedEvidence(evidence: Evidence): Evidence {
  return { ...evidence, lastWindow: null, silentSince: null, risingWindows: 0, calmWindows: 0 };
}
