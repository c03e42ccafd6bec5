// The score of a call as its windows come in: one road for the live panel, the report and the command line.

import { type Probabilities, topEmotion } from '../emotion/emotions.ts';
import { INITIAL_BASELINE_STATE } from '../score/baseline.ts';
import { classicScore } from '../score/classic.ts';
import { SCORE_CONSTANTS, SCORE_VERSION, type ScoreVersion, TREND_WINDOWS } from '../score/constants.ts';
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

/** A window with speech, as it is heard by now. */
interface SpeechWindow extends HeardWindow {
  readonly probabilities: Probabilities;
  /** Its place among all windows. */
  readonly index: number;
}

/** All that one window with speech leaves to the next. */
const INITIAL_COURSE = {
  baseline: INITIAL_BASELINE_STATE,
  state: INITIAL_SCORE_STATE,
  interval: INITIAL_INTERVAL_STATE,
  turning: INITIAL_TURNING_STATE,
  recentScores: [] as readonly number[],
};
type Course = typeof INITIAL_COURSE;

/**
 * A call is scored by one version of the score from beginning to end: by the one for models that read in context where
 * the first window with speech was read so.
 */
export class LiveScore {
  #version: ScoreVersion;
  #course: Course = INITIAL_COURSE;
  readonly #tops: (string | null)[] = [];
  #speechSeconds = 0;
  /** Since a voice began that is not known yet: how things stood then, and what was heard since. */
  #unknownVoice: { readonly before: Course; readonly windows: SpeechWindow[] } | null = null;

  /** @param version what a call was scored by that goes on, or that is scored anew */
  constructor(version: ScoreVersion = SCORE_VERSION.withoutContext) {
    this.#version = version;
  }

  get version(): ScoreVersion {
    return this.#version;
  }

  /** The windows that follow are read in the context of a voice that is not known yet. */
  beginVoice(): void {
    if (this.speechWindows === 0) this.#version = SCORE_VERSION.inContext;
    this.#unknownVoice = { before: this.#course, windows: [] };
  }

  /** Takes in the next window. */
  push({ start, speech, probabilities }: HeardWindow): ScoredWindow {
    // Windows overlap: each stands for its last hop of audio.
    this.#speechSeconds += speech * HOP_SECONDS;
    const index = this.#tops.length;
    this.#tops.push(probabilities && topEmotion(probabilities));
    if (probabilities === null)
      return { window: { start, speech, probabilities, distress: null }, point: null };
    const window = { start, speech, probabilities, index };
    this.#unknownVoice?.windows.push(window);
    return this.#score(window);
  }

  /**
   * The voice is known: scores the windows since it began once more, with what some of them say now. Windows that were
   * not pushed are left out.
   * @returns the windows with speech since the voice began, in order
   */
  knowVoice(reread: readonly Pick<SpeechWindow, 'start' | 'probabilities'>[]): ScoredWindow[] {
    const unknown = this.#unknownVoice;
    this.#unknownVoice = null;
    if (unknown === null || reread.length === 0) return [];
    const now = new Map(reread.map(({ start, probabilities }) => [start, probabilities]));
    this.#course = unknown.before;
    return unknown.windows.map((window) => {
      const probabilities = now.get(window.start) ?? window.probabilities;
      this.#tops[window.index] = topEmotion(probabilities);
      return this.#score({ ...window, probabilities });
    });
  }

  #score({ start, speech, probabilities }: SpeechWindow): ScoredWindow {
    const constants = SCORE_CONSTANTS[this.#version];
    const before = this.#course;
    const inCall = inCallStep(before.baseline, probabilities, constants.inCall);
    const distress = distressOf(inCall.probabilities);
    const course = {
      ...before,
      baseline: inCall.baseline,
      state: scoreStep(before.state, distress, constants),
      interval: intervalStep(before.interval, inCall.probabilities, constants),
    };
    const time = start + WINDOW_SECONDS;
    const result = scoreOf(course.state, constants);
    if (result === null) {
      this.#course = course;
      return { window: { start, speech, probabilities, distress }, point: null };
    }
    const { score, levels } = result;
    this.#course = {
      ...course,
      turning: turningStep(before.turning, levels.now, time),
      recentScores: [...before.recentScores.slice(-TREND_WINDOWS), score],
    };
    return {
      window: { start, speech, probabilities, distress },
      point: { time, score, interval: [...intervalOf(course.interval, score, constants)] },
    };
  }

  /** Windows with speech so far. */
  get speechWindows(): number {
    return this.#course.state.speechWindows;
  }

  /** Voiced seconds so far. */
  get speechSeconds(): number {
    return this.#speechSeconds;
  }

  get trend(): Trend {
    return trendOf(this.#course.recentScores);
  }

  /** Everything the score says of the windows so far. */
  assess(): Assessment {
    const constants = SCORE_CONSTANTS[this.#version];
    const { state, interval, turning } = this.#course;
    const score = scoreOf(state, constants);
    return {
      score: score?.score ?? null,
      interval: score && [...intervalOf(interval, score.score, constants)],
      verdict: verdictOf(score?.levels ?? null),
      reasons: score === null ? [] : [...reasonsFor(score, turning)],
      turningPoints: turningPointsOf(turning),
      classicScore: classicScore(this.#tops),
    };
  }
}
