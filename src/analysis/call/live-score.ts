// The score of a call as its windows come in: one road for the live panel, the report and the command line.

import { topEmotion } from '../emotion/emotions.ts';
import { INITIAL_BASELINE_STATE } from '../score/baseline.ts';
import { classicScore } from '../score/classic.ts';
import { TREND_WINDOWS } from '../score/constants.ts';
import { distressOf } from '../score/distress.ts';
import { inCallStep } from '../score/in-call.ts';
import { INITIAL_INTERVAL_STATE, intervalOf, intervalStep } from '../score/interval.ts';
import { reasonsFor } from '../score/reasons.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../score/score.ts';
import { type Trend, trendOf } from '../score/trend.ts';
import { INITIAL_TURNING_STATE, turningPointsOf, turningStep } from '../score/turning-points.ts';
import { verdictOf } from '../score/verdict.ts';
import type { AnalysedWindow, Assessment, HeardWindow, ScorePoint } from './record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from './timing.ts';

/** What a window adds to a call. */
export interface ScoredWindow {
  readonly window: AnalysedWindow;
  /** The score at the window's end; null without speech or before the opening is complete. */
  readonly point: ScorePoint | null;
}

export class LiveScore {
  #baseline = INITIAL_BASELINE_STATE;
  #state = INITIAL_SCORE_STATE;
  #interval = INITIAL_INTERVAL_STATE;
  #turning = INITIAL_TURNING_STATE;
  #tops: (string | null)[] = [];
  #recentScores: number[] = [];
  #speechSeconds = 0;

  /** Takes in the next window. */
  push({ start, speech, probabilities }: HeardWindow): ScoredWindow {
    // Windows overlap: each stands for its last hop of audio.
    this.#speechSeconds += speech * HOP_SECONDS;
    this.#tops.push(probabilities && topEmotion(probabilities));
    if (probabilities === null)
      return { window: { start, speech, probabilities, distress: null }, point: null };
    const inCall = inCallStep(this.#baseline, probabilities);
    const distress = distressOf(inCall.probabilities);
    this.#state = scoreStep(this.#state, distress);
    this.#baseline = inCall.baseline;
    this.#interval = intervalStep(this.#interval, inCall.probabilities);
    return {
      window: { start, speech, probabilities, distress },
      point: this.#pointAt(start + WINDOW_SECONDS),
    };
  }

  #pointAt(time: number): ScorePoint | null {
    const result = scoreOf(this.#state);
    if (result === null) return null;
    const { score, levels } = result;
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
