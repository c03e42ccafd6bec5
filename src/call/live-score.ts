// The score of a call as its windows come in: one road for the live panel, the report and the command line.

import { topEmotion } from '../emotion/emotions.ts';
import { classicScore } from '../score/classic.ts';
import { TREND_WINDOWS } from '../score/constants.ts';
import { INITIAL_INTERVAL_STATE, intervalOf, intervalStep } from '../score/interval.ts';
import { reasonsFor } from '../score/reasons.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../score/score.ts';
import { type Trend, trendOf } from '../score/trend.ts';
import { INITIAL_TURNING_STATE, turningPointsOf, turningStep } from '../score/turning-points.ts';
import { verdictOf } from '../score/verdict.ts';
import type { AnalysedWindow, Assessment, ScorePoint } from './record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from './timing.ts';

export class LiveScore {
  #state = INITIAL_SCORE_STATE;
  #interval = INITIAL_INTERVAL_STATE;
  #turning = INITIAL_TURNING_STATE;
  #tops: (string | null)[] = [];
  #recentScores: number[] = [];
  #speechSeconds = 0;

  /** Takes in the next window. Gives the score at its end; null without speech or before the opening is complete. */
  push(window: AnalysedWindow): ScorePoint | null {
    // Windows overlap: each stands for its last hop of audio.
    this.#speechSeconds += window.speech * HOP_SECONDS;
    const { probabilities, distress } = window;
    this.#tops.push(probabilities && topEmotion(probabilities));
    if (probabilities === null || distress === null) return null;
    this.#state = scoreStep(this.#state, distress);
    this.#interval = intervalStep(this.#interval, probabilities);
    const result = scoreOf(this.#state);
    if (result === null) return null;
    const { score, levels } = result;
    const time = window.start + WINDOW_SECONDS;
    this.#turning = turningStep(this.#turning, levels.now, time);
    this.#recentScores = [...this.#recentScores.slice(-TREND_WINDOWS), score];
    return { time, score, interval: [...intervalOf(this.#interval, score)] };
  }

  /** Windows with speech so far. */
  get speechWindows(): number {
    return this.#state.speechWindows;
  }

  /** Voiced seconds so far. */
  get speechSeconds(): number {
    return this.#speechSeconds;
  }

  get trend(): Trend {
    return trendOf(this.#recentScores);
  }

  /** Everything the score says of the windows so far. */
  assess(): Assessment {
    const score = scoreOf(this.#state);
    return {
      score: score?.score ?? null,
      interval: score && [...intervalOf(this.#interval, score.score)],
      verdict: verdictOf(score?.levels ?? null),
      reasons: score === null ? [] : [...reasonsFor(score, this.#turning)],
      turningPoints: turningPointsOf(this.#turning),
      classicScore: classicScore(this.#tops),
    };
  }
}
