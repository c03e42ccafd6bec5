// What the model heard at a moment, and a way to say that it was something else. A correction changes no score: it is
// kept with the call, for those who look at it and for those who train.

import './correction-field.css';
import type { AnalysedWindow, Correction } from '../../analysis/call/record.ts';
import { EMOTIONS, type Emotion, topEmotion } from '../../analysis/emotion/emotions.ts';
import { clockOf } from '../format.ts';
import { EMOTION_WORDS } from '../words.ts';
import { windowAt } from './call-data.ts';

export interface CorrectionFieldProps {
  readonly windows: readonly AnalysedWindow[];
  readonly corrections: readonly Correction[];
  readonly moment: number;
  readonly onCorrect: (correction: Correction) => void;
  readonly onWithdraw: (start: number) => void;
}

export function CorrectionField({
  windows,
  corrections,
  moment,
  onCorrect,
  onWithdraw,
}: CorrectionFieldProps) {
  const window = windowAt(windows, moment);
  if (!window?.probabilities) return null;
  const { start, probabilities } = window;
  const corrected = corrections.findLast((correction) => correction.start === start)?.emotion ?? null;
  const heard = topEmotion(probabilities);
  const choose = (value: string) => {
    const emotion = EMOTIONS.find((candidate) => candidate === value);
    if (emotion === undefined) onWithdraw(start);
    else onCorrect({ start, emotion });
  };
  return (
    <label class="correction">
      <span>
        At {clockOf(moment)} the model heard {EMOTION_WORDS[heard].toLowerCase()}. It was
      </span>
      <select
        value={corrected ?? ''}
        data-testid="correction"
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">so</option>
        {EMOTIONS.filter((emotion: Emotion) => emotion !== heard).map((emotion) => (
          <option key={emotion} value={emotion}>
            {EMOTION_WORDS[emotion].toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  );
}
