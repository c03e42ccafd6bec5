// What is known of a call or recording: the documents other tools read. Never audio.

import * as v from 'valibot';
import { EMOTIONS } from '../emotion/emotions.ts';
import { TERMS } from '../score/score.ts';
import { NO_TURNING_POINTS } from '../score/turning-points.ts';
import { VERDICTS } from '../score/verdict.ts';

/** Version of the shapes below; a shape changes only together with it, and old versions stay readable. */
export const RECORD_SCHEMA_VERSION = 4;

/** Versions that can be read. 1 had no turning points, 2 no announced consent, 3 no cold starts. */
const READABLE_VERSIONS = [1, 2, 3, RECORD_SCHEMA_VERSION] as const;

const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const points = v.pipe(v.number(), v.minValue(1), v.maxValue(10));
const seconds = v.pipe(v.number(), v.minValue(0));

export const windowSchema = v.object({
  /** Seconds from the first sample to the window's first sample. */
  start: seconds,
  /** Voiced share of the window. */
  speech: unit,
  /** Calibrated; null below the speech gate. */
  probabilities: v.nullable(v.object(v.entriesFromList(EMOTIONS, unit))),
  distress: v.nullable(unit),
});
export type AnalysedWindow = v.InferOutput<typeof windowSchema>;

/** A window as the classifier leaves it: what it says of distress depends on what was heard before. */
export type HeardWindow = Omit<AnalysedWindow, 'distress'>;

const scorePointSchema = v.object({
  /** Seconds from the first sample to the end of the window that gave the score. */
  time: seconds,
  score: points,
  interval: v.tuple([points, points]),
});
export type ScorePoint = v.InferOutput<typeof scorePointSchema>;

/** What the score says of a stretch of windows. */
const assessmentEntries = {
  /** Null while there is not enough speech. */
  score: v.nullable(points),
  interval: v.nullable(v.tuple([points, points])),
  verdict: v.picklist(VERDICTS),
  reasons: v.array(
    v.object({
      term: v.picklist(TERMS),
      value: unit,
      points: v.number(),
      maximum: v.number(),
      text: v.string(),
    }),
  ),
  /** Seconds from the first sample; where the call escalated, was at its worst and was calm again. */
  turningPoints: v.optional(
    v.object({
      escalation: v.nullable(seconds),
      worst: v.nullable(v.object({ time: seconds, level: unit })),
      recovery: v.nullable(v.object({ time: seconds, after: seconds })),
    }),
    NO_TURNING_POINTS,
  ),
  /** The original report's rule, for comparison only. */
  classicScore: v.nullable(points),
};
const assessmentSchema = v.object(assessmentEntries);
export type Assessment = v.InferOutput<typeof assessmentSchema>;

const analysisEntries = {
  schemaVersion: v.picklist(READABLE_VERSIONS),
  scoreVersion: v.number(),
  /** The recording's name; null for a live call. */
  file: v.nullable(v.string()),
  seconds,
  /** Voiced seconds on the customer's channel. */
  speechSeconds: seconds,
  ...assessmentEntries,
  /** The model that heard it; where it was changed during the call all of them, the first one first (`splitModels`). */
  model: v.string(),
};

/** Between the names of several models in `model`: read as one name by those who know of one only. */
const MODEL_SEPARATOR = ' + ';

/** What `model` says of a call that these models heard, in this order. */
export function joinModels(models: Iterable<string>): string {
  return [...models].join(MODEL_SEPARATOR);
}

/** The models that a record's `model` names. */
export function splitModels(model: string): string[] {
  return model.split(MODEL_SEPARATOR);
}

/** One analysed recording: what the command line prints with --json. */
export const analysisSchema = v.object({ ...analysisEntries, windows: v.array(windowSchema) });
export type Analysis = v.InferOutput<typeof analysisSchema>;

export const GAP_CAUSES = ['hold', 'lost', 'late', 'interrupted'] as const;
const gapSchema = v.object({
  start: seconds,
  end: seconds,
  /**
   * `hold`: the console put the customer on hold. `lost`: audio never arrived. `late`: the machine was too busy
   * to classify it in time. `interrupted`: the analysis was down, starting or starting again.
   */
  cause: v.picklist(GAP_CAUSES),
});
export type Gap = v.InferOutput<typeof gapSchema>;

const noteSchema = v.object({ time: seconds, author: v.string(), text: v.string() });
export type Note = v.InferOutput<typeof noteSchema>;

const correctionSchema = v.object({ start: seconds, emotion: v.picklist(EMOTIONS) });
export type Correction = v.InferOutput<typeof correctionSchema>;

const consentSchema = v.object({
  /**
   * `asked`: the agent confirmed it for this call. `remembered`: by the choice kept for this console. `announced`: the
   * organisation tells every customer.
   */
  how: v.picklist(['asked', 'remembered', 'announced']),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
export type Consent = v.InferOutput<typeof consentSchema>;

export const COLD_START_CAUSES = ['call', 'crash', 'customer', 'model'] as const;
const coldStartSchema = v.object({
  /** Seconds from the first sample. It holds for the windows that end later. */
  time: seconds,
  /**
   * `call`: the call began. `crash`: what was known of the voice was lost. `customer`: the agent said that another
   * customer is speaking. `model`: another model took over.
   */
  because: v.picklist(COLD_START_CAUSES),
});
/** From here on nothing was known of the voice: what was heard before doesn't count for how the emotion is read. */
export type ColdStart = v.InferOutput<typeof coldStartSchema>;

/** How consent is there without asking the agent. */
export type UnaskedConsent = Exclude<Consent['how'], 'asked'>;

const callEntries = {
  id: v.string(),
  /** Origin of the console page. */
  console: v.string(),
  /** `tab`: all sound of the console's tab, with ringing and perhaps the agent in it. Left out for the customer's line. */
  source: v.optional(v.literal('tab')),
  /** What names the call's case in the agent's own systems; null where nobody said. */
  callReference: v.nullable(v.string()),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Null while the call is running. */
  endedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  consent: consentSchema,
  gaps: v.array(gapSchema),
  /** Empty where the model reads every window by itself. */
  coldStarts: v.optional(v.array(coldStartSchema), []),
  /** What people wrote to a moment of the call. */
  notes: v.array(noteSchema),
  /** What people heard in a window, where the model heard something else; the last one of a window counts. */
  corrections: v.array(correctionSchema),
};

/** What people add to a call that is over. */
export type Annotations = Pick<CallSummary, 'notes' | 'corrections' | 'callReference'>;

/** A call without its windows: what lists show and what is kept up to date while the call runs. */
export const callSummarySchema = v.object({ ...analysisEntries, ...callEntries });
export type CallSummary = v.InferOutput<typeof callSummarySchema>;

/** A whole call: IndexedDB's content and the JSON export. */
export const callRecordSchema = v.object({
  ...analysisEntries,
  windows: v.array(windowSchema),
  ...callEntries,
  scoreOverTime: v.array(scorePointSchema),
});
export type CallRecord = v.InferOutput<typeof callRecordSchema>;
