// One call, from the moment its customer's leg is seen to its stored record.

import type { AudioBlock } from '../analysis/audio/block.ts';
import { LegAnalyser } from '../analysis/call/leg-analyser.ts';
import { LiveScore, type ScoredWindow } from '../analysis/call/live-score.ts';
import {
  type AnalysedWindow,
  type CallSummary,
  type ColdStart,
  type Consent,
  type Gap,
  type HeardWindow,
  joinModels,
  RECORD_SCHEMA_VERSION,
  type ScorePoint,
  splitModels,
} from '../analysis/call/record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from '../analysis/call/timing.ts';
import { errorOf } from '../analysis/caught.ts';
import { coachStep, INITIAL_COACH_STATE, interruptCoaching } from '../analysis/coaching/coach.ts';
import type { NudgeKind } from '../analysis/coaching/nudge.ts';
import { type Reading, readingOf } from '../analysis/emotion/calibration.ts';
import type { EmotionEngine } from '../analysis/emotion/engine.ts';
import { isScoreVersion, LEVEL_WINDOWS } from '../analysis/score/constants.ts';
import { type CallSnapshot, type CallState, STRIP_WINDOWS } from '../extension/messages/snapshot.ts';
import type { CallStore } from '../extension/store/store.ts';

/** Speech windows that are read together for the word in the panel. */
const READING_WINDOWS = 3;

/**
 * How long a call that is over waits for its last windows. A worker that freezes is found out in ten seconds and
 * replaced in a few more; what is not back by then may never come.
 */
export const SETTLE_LIMIT_MS = 20_000;

export interface CallSessionOptions {
  /** The call's id, which is also its leg's. */
  readonly id: string;
  readonly console: string;
  /** BCP 47 tag of the console's page; empty where it names none. */
  readonly language: string;
  /** As in its record. */
  readonly source?: CallSummary['source'];
  readonly engine: EmotionEngine;
  /** The model in use, as records call it: what the record says while nothing is scored. */
  readonly model: () => string;
  readonly store: CallStore;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** The kinds of nudge that the agent wants at this moment. */
  readonly wantedNudges: () => ReadonlySet<NudgeKind>;
  readonly onChange: () => void;
  /** Called when something failed that the agent should know of. */
  readonly onProblem: (error: Error) => void;
  /** Called when the call as it is by then was stored. */
  readonly onSaved: () => void;
  /** A call that was running when the analysis was interrupted, to go on with. */
  readonly restored?: { readonly summary: CallSummary; readonly windows: readonly HeardWindow[] };
}

export class CallSession {
  readonly #options: CallSessionOptions;
  readonly #analyser: LegAnalyser;
  readonly #score: LiveScore;
  readonly #startedAt: string;
  #state: CallState = 'awaiting-consent';
  /** Also before consent, when nothing else shows it. */
  #onHold = false;
  #consent: Consent | null = null;
  #endedAt: string | null = null;
  #gaps: Gap[] = [];
  #coldStarts: ColdStart[] = [];
  /** Null until a window was read in the context of a voice. */
  #gettingToKnow: boolean | null = null;
  #windows: AnalysedWindow[] = [];
  #points: ScorePoint[] = [];
  #coach = INITIAL_COACH_STATE;
  /** The models that gave the windows their probabilities, the first one first. */
  readonly #models = new Set<string>();
  /** The last window was tones or music. */
  #tonal = false;
  #windowsLate = 0;
  #nextSequence = 0;
  /** Where the windows ended before an interruption; null when there was none, or its gap is recorded. */
  #interruptedAt: number | null = null;
  /** The cause of the next hole in the audio, when it is known beforehand. */
  #gapCause: Gap['cause'] = 'lost';
  #callReference: string | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Windows that the store has not taken yet, the oldest first. */
  #unsaved: AnalysedWindow[] = [];
  #isStored = true;
  #discarded = false;
  /** Null until the call is over. */
  #ending: Promise<void> | null = null;

  constructor(options: CallSessionOptions) {
    this.#options = options;
    const { restored, id, engine, clock } = options;
    this.#startedAt = restored?.summary.startedAt ?? new Date(clock()).toISOString();
    const version = restored?.summary.scoreVersion;
    this.#score = new LiveScore(version !== undefined && isScoreVersion(version) ? version : undefined);
    this.#analyser = new LegAnalyser({
      engine,
      beginsBecause: restored ? 'crash' : 'call',
      // A restored call must not meet streams that the engine may still hold under its old name.
      leg: restored ? `${id}@${clock()}` : id,
      pace: 'live',
      onWindow: (window, model, tonal) => this.#add(window, model, tonal),
      onGap: (gap) => {
        if (gap.cause === 'late') this.#windowsLate++;
        this.#gaps.push(gap.cause === 'lost' ? { ...gap, cause: this.#gapCause } : gap);
        this.#gapCause = 'lost';
      },
      onError: options.onProblem,
      onColdStart: (start) => {
        this.#coldStarts.push(start);
        this.#gettingToKnow = true;
        this.#score.beginVoice();
      },
      onVoiceKnown: (reread) => this.#knowVoice(this.#score.knowVoice(reread)),
    });
    if (restored) this.#restore(restored.summary, restored.windows);
  }

  get id(): string {
    return this.#options.id;
  }

  /** Origin of the console page. */
  get console(): string {
    return this.#options.console;
  }

  get state(): CallState {
    return this.#state;
  }

  /** The block expected next; earlier ones were already taken in. */
  get nextSequence(): number {
    return this.#nextSequence;
  }

  /** Whether audio of this call may be captured now. */
  get wantsAudio(): boolean {
    return this.#state === 'listening';
  }

  /** The agent confirmed that the customer was told, for this call or for this console: capture may start. */
  confirmConsent(how: Consent['how']): void {
    if (this.#state !== 'awaiting-consent') return;
    this.#consent = { how, at: new Date(this.#options.clock()).toISOString() };
    this.#become(this.#onHold ? 'held' : 'listening');
    this.#save([]);
  }

  get callReference(): string | null {
    return this.#callReference;
  }

  /**
   * Resolves when it is stored, and rejects where the store refuses.
   * @param reference as `cleanReference` gives it; null for none
   */
  async setCallReference(reference: string | null): Promise<void> {
    this.#callReference = reference;
    const saved = this.#save([]);
    this.#options.onChange();
    await saved;
  }

  /** Takes in a block of the customer's audio. Blocks before consent, during a hold or seen before are ignored. */
  accept(block: AudioBlock): void {
    if (block.sequence < this.#nextSequence || !this.wantsAudio) return;
    this.#nextSequence = block.sequence + 1;
    this.#noteInterruption(block.startSample / block.sampleRateHz);
    this.#analyser.accept(block);
  }

  hold(): void {
    this.#onHold = true;
    if (this.#state !== 'listening') return;
    this.#analyser.breakStretch();
    this.#become('held');
  }

  resume(): void {
    this.#onHold = false;
    if (this.#state !== 'held') return;
    // A hold before the first sound leaves no hole.
    if (this.#seconds > 0) this.#gapCause = 'hold';
    // Not when it was put on hold: its last windows may have come back since.
    this.#coach = interruptCoaching(this.#coach);
    this.#become('listening');
  }

  /** The agent says that another customer is speaking: the voice is got to know anew. */
  beginVoice(): void {
    if (this.#state === 'awaiting-consent' || this.#state === 'ended') return;
    this.#analyser.beginVoice();
    if (this.#gettingToKnow !== null) this.#gettingToKnow = true;
    this.#options.onChange();
  }

  /** The call is over: waits for what is still being analysed, if it comes in time, and stores the record. */
  end(): Promise<void> {
    if (this.#discarded) return Promise.resolve();
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const wasCaptured = this.#consent !== null;
    // Also where the computer's clock was set back meanwhile.
    const earliest = Date.parse(this.#startedAt) + this.#seconds * 1000;
    this.#endedAt = new Date(Math.max(this.#options.clock(), earliest)).toISOString();
    this.#state = 'ended';
    this.#analyser.end();
    await this.#settle();
    if (this.#gettingToKnow !== null) this.#gettingToKnow = false;
    if (wasCaptured) {
      this.#save([]);
      await this.#saving;
    }
    this.#options.onChange();
  }

  async #settle(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SETTLE_LIMIT_MS);
    });
    await Promise.race([this.#analyser.settled(), limit]);
    clearTimeout(timer);
    this.#analyser.giveUp();
  }

  /** Whether the store has taken everything that it is to have of the call. */
  get isStored(): boolean {
    return this.#isStored || this.#discarded;
  }

  /** Tries again what the store refused. Resolves also when it refuses again. */
  async storeAgain(): Promise<void> {
    this.#save([]);
    await this.#saving;
  }

  /**
   * The customer objected, or it is a colleague: stops, and deletes what was analysed. Rejects where the store
   * refuses, and may then be called again.
   */
  async discard(): Promise<void> {
    this.#discarded = true;
    this.#state = 'ended';
    this.#analyser.breakStretch();
    // Not what is still being analysed: it is thrown away when it comes, and a worker that is down may take minutes.
    await this.#saving;
    await this.#options.store.remove(this.id);
  }

  snapshot(): CallSnapshot {
    const windows = this.#windows.slice(-STRIP_WINDOWS);
    const first = windows[0]?.start ?? 0;
    return {
      id: this.id,
      console: this.console,
      language: this.#options.language,
      ...this.#source,
      callReference: this.#callReference,
      state: this.#state,
      startedAt: this.#startedAt,
      seconds: this.#seconds,
      windows,
      scoreOverTime: this.#points.filter(({ time }) => time >= first),
      speechWindows: this.#score.speechWindows,
      openingWindows: LEVEL_WINDOWS,
      reading: this.#reading,
      tonal: this.#tonal,
      trend: this.#score.trend,
      nudge: this.#state === 'listening' ? this.#coach.nudge : null,
      windowsLate: this.#windowsLate,
      ...(this.#gettingToKnow !== null && { gettingToKnow: this.#gettingToKnow }),
      ...this.#missing(),
      model: this.#models.size === 0 ? null : joinModels(this.#models),
      ...this.#score.assess(),
    };
  }

  #missing(): Pick<CallSnapshot, 'missing'> {
    const missing: { lost?: number; interrupted?: number } = {};
    for (const { cause, start, end } of this.#gaps) {
      if (cause === 'lost' || cause === 'interrupted') missing[cause] = (missing[cause] ?? 0) + end - start;
    }
    return Object.keys(missing).length === 0 ? {} : { missing };
  }

  #become(state: CallState): void {
    this.#state = state;
    this.#options.onChange();
  }

  #add(heard: HeardWindow, model: string, tonal: boolean): void {
    // After an interruption the last seconds are sent again; what was heard before stays as it was.
    const last = this.#windows.at(-1);
    const heardBefore = last !== undefined && heard.start < last.start + HOP_SECONDS / 2;
    if (this.#discarded || heardBefore) return;
    if (heard.probabilities !== null) this.#models.add(model);
    this.#tonal = tonal;
    this.#save([this.#take(heard)]);
    this.#options.onChange();
  }

  /** Keeps what the snapshot shows and the nudges follow from; everything older is in the store. */
  #take(heard: HeardWindow): AnalysedWindow {
    const { window, point } = this.#score.push(heard);
    this.#windows = [...this.#windows.slice(1 - STRIP_WINDOWS), window];
    if (point) this.#points = [...this.#points.slice(1 - STRIP_WINDOWS), point];
    const { start, probabilities, distress } = window;
    this.#coach = coachStep(
      this.#coach,
      {
        seconds: start + WINDOW_SECONDS,
        speech: probabilities === null || distress === null ? null : { probabilities, distress },
        reading: this.#reading?.emotion ?? null,
        scored: this.#points.length > 0,
      },
      this.#options.wantedNudges(),
    );
    return window;
  }

  /** What was heard before is put right wherever it is shown and kept. */
  #knowVoice(scored: readonly ScoredWindow[]): void {
    this.#gettingToKnow = false;
    if (this.#discarded || scored.length === 0) return;
    const windows = new Map(scored.map(({ window }) => [window.start, window]));
    const points = new Map(scored.flatMap(({ point }) => (point === null ? [] : [[point.time, point]])));
    this.#windows = this.#windows.map((window) => windows.get(window.start) ?? window);
    this.#points = this.#points.map((point) => points.get(point.time) ?? point);
    this.#save([...windows.values()]);
    this.#options.onChange();
  }

  /** How the customer sounds now; null in silence. */
  get #reading(): Reading | null {
    if (this.#windows.at(-1)?.probabilities == null) return null;
    return readingOf(this.#windows.slice(-READING_WINDOWS).flatMap((window) => window.probabilities ?? []));
  }

  #restore(summary: CallSummary, windows: readonly HeardWindow[]): void {
    this.#consent = summary.consent;
    this.#callReference = summary.callReference;
    this.#gaps = [...summary.gaps];
    this.#coldStarts = [...summary.coldStarts];
    this.#state = 'listening';
    for (const window of windows) this.#take(window);
    this.#coach = interruptCoaching(this.#coach);
    if (windows.some(({ probabilities }) => probabilities !== null)) {
      for (const model of splitModels(summary.model)) this.#models.add(model);
    }
    // Not where the audio ended: what came after the last window was not analysed any more.
    const lastWindow = windows.at(-1);
    this.#interruptedAt = Math.max(
      lastWindow === undefined ? 0 : lastWindow.start + WINDOW_SECONDS,
      ...summary.gaps.map(({ end }) => end),
    );
  }

  #noteInterruption(audioFrom: number): void {
    const before = this.#interruptedAt;
    this.#interruptedAt = null;
    if (before !== null && audioFrom > before) {
      this.#gaps.push({ start: before, end: audioFrom, cause: 'interrupted' });
    }
  }

  get #source(): Pick<CallSummary, 'source'> {
    const { source } = this.#options;
    return source === undefined ? {} : { source };
  }

  /** Where the captured audio ends, in seconds from its first sample. */
  get #seconds(): number {
    return Math.max(this.#options.restored?.summary.seconds ?? 0, this.#analyser.endSeconds);
  }

  #summary(consent: Consent): CallSummary {
    return {
      schemaVersion: RECORD_SCHEMA_VERSION,
      scoreVersion: this.#score.version,
      file: null,
      seconds: this.#seconds,
      speechSeconds: this.#score.speechSeconds,
      ...this.#score.assess(),
      model: this.#models.size === 0 ? this.#options.model() : joinModels(this.#models),
      id: this.id,
      console: this.#options.console,
      ...this.#source,
      callReference: this.#callReference,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
      consent,
      gaps: [...this.#gaps],
      coldStarts: [...this.#coldStarts],
      notes: [],
      corrections: [],
    };
  }

  /** What the store refuses is told as a problem, and kept: who need not know of this one save need not wait for it. */
  #save(windows: readonly AnalysedWindow[]): Promise<void> {
    if (this.#consent === null || this.#discarded) return Promise.resolve();
    this.#unsaved.push(...windows);
    const summary = this.#summary(this.#consent);
    const saved = this.#saving.then(() => this.#write(summary));
    this.#saving = saved.then(this.#options.onSaved, (error: unknown) =>
      this.#options.onProblem(errorOf(error)),
    );
    return saved;
  }

  async #write(summary: CallSummary): Promise<void> {
    if (this.#discarded) return;
    const windows = this.#unsaved;
    this.#unsaved = [];
    try {
      await this.#options.store.save(summary, windows);
      this.#isStored = true;
    } catch (error) {
      this.#isStored = false;
      this.#unsaved = [...windows, ...this.#unsaved];
      throw error;
    }
  }
}
