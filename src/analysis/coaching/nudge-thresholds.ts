// Holds the evidence for each kind of nudge against two thresholds: one to raise the nudge, a lower one to let it go.

import type { Emotion } from '../emotion/emotions.ts';
import { LONG_SILENCE_SECONDS, RECOVERY, RISING, SUSTAINED, SUSTAINED_LET_GO_WINDOWS } from './constants.ts';
import { type CoachWindow, currentLevel, currentRise, type Evidence, meanOver } from './evidence.ts';
import type { NudgeKind } from './nudge.ts';

/** `raise`: past the threshold for raising. `let-go`: past the one for letting go. `keep`: between the two. */
export type Judgement = 'raise' | 'keep' | 'let-go';

/** @param evidence with this window taken in */
type Judge = (evidence: Evidence, window: CoachWindow) => Judgement;

const sustained =
  (emotion: Emotion & keyof typeof SUSTAINED): Judge =>
  ({ recent }, { reading }) => {
    const { windows, raise, letGo } = SUSTAINED[emotion];
    const share = (last: number) =>
      meanOver(recent.slice(-last), ({ probabilities }) => probabilities[emotion]);
    if (recent.length < windows || share(SUSTAINED_LET_GO_WINDOWS) < letGo) return 'let-go';
    return share(windows) >= raise && reading === emotion ? 'raise' : 'keep';
  };

const JUDGES: Readonly<Record<NudgeKind, Judge>> = {
  'sustained-anger': sustained('anger'),
  'sustained-fear': sustained('fear'),
  'sustained-sadness': sustained('sadness'),
  'rising-distress': (evidence) => {
    const level = currentLevel(evidence) ?? 0;
    const rise = currentRise(evidence) ?? 0;
    if (level < RISING.letGo.level || rise < RISING.letGo.rise) return 'let-go';
    return evidence.risingWindows >= RISING.windows ? 'raise' : 'keep';
  },
  recovery: (evidence) => {
    const level = currentLevel(evidence);
    if (level === null || level > RECOVERY.letGo) return 'let-go';
    return evidence.calmWindows >= RECOVERY.windows ? 'raise' : 'keep';
  },
  'long-silence': ({ silentSince, lastSpeech }, { seconds }) => {
    if (silentSince === null) return 'let-go';
    const isLong = lastSpeech !== null && seconds - silentSince >= LONG_SILENCE_SECONDS;
    return isLong ? 'raise' : 'keep';
  },
};

/** @param evidence with this window taken in */
export function judgeNudge(kind: NudgeKind, evidence: Evidence, window: CoachWindow): Judgement {
  return JUDGES[kind](evidence, window);
}
