// What the review page shows: recordings, imported calls and stored ones, and the one of them that is open.

import type { Analysis, CallRecord, CallSummary, ScorePoint } from '../../analysis/call/record.ts';
import { scoreOverTimeOf } from '../../analysis/call/score-over-time.ts';
import { isScoreVersion } from '../../analysis/score/constants.ts';
import { hostOf, whenOf } from '../format.ts';
import { channelName } from './channel-words.ts';
import type { RecordingLevels } from './recording-levels.ts';
import type { QueuedRecording } from './recording-queue.ts';

export interface ImportedCall {
  readonly id: string;
  /** Name of the file. */
  readonly name: string;
  readonly record: CallRecord | Analysis;
}

/** A file that was chosen and can't be shown, with the reason in a sentence. */
export interface RefusedFile {
  readonly name: string;
  readonly problem: string;
}

/** Everything that can be opened. */
export interface Shelf {
  readonly recordings: readonly QueuedRecording[];
  readonly imported: readonly ImportedCall[];
  /** The newest first; null until they are read. */
  readonly stored: readonly CallSummary[] | null;
  /** Ids of calls that are running, where scores are seen only when a call is over: they are not in `stored` yet. */
  readonly heldBack: readonly string[];
}

/** The calls of this machine as the shelf has them. */
export function storedOnShelf(
  calls: readonly CallSummary[] | null,
  hidesRunning: boolean,
): Pick<Shelf, 'stored' | 'heldBack'> {
  if (calls === null || !hidesRunning) return { stored: calls, heldBack: [] };
  const isOver = ({ endedAt }: CallSummary) => endedAt !== null;
  return {
    stored: calls.filter(isOver),
    heldBack: calls.filter((call) => !isOver(call)).map(({ id }) => id),
  };
}

/** The call that is open. */
export interface OpenCall {
  readonly id: string;
  readonly title: string;
  /** When and where it was, or which channel was heard. */
  readonly subtitle: string;
  readonly record: CallRecord | Analysis;
  readonly scoreOverTime: readonly ScorePoint[];
  /** The call as it is stored on this machine, when it is: it can be annotated and deleted. */
  readonly stored: CallRecord | null;
  /** The sound, when the user has just chosen it: it is never stored. */
  readonly audio: File | null;
  /** How loud both sides were, of a recording that was analysed here. */
  readonly levels: RecordingLevels | null;
}

/** The open call as far as it is known; null while it is being analysed or read. */
export function openCallOf(
  id: string | null,
  { recordings, imported }: Shelf,
  stored: CallRecord | null,
  now: Date,
): OpenCall | null {
  const recording = recordings.find((candidate) => candidate.id === id);
  if (recording?.state.kind === 'analysed') {
    const { file, taken, state } = recording;
    const subtitle = `Recording, ${taken === null ? 'one channel' : channelName(taken.customer)}`;
    const { analysis, levels } = state;
    return { ...openCall(recording.id, file.name, subtitle, analysis), audio: file, levels };
  }
  const call = imported.find((candidate) => candidate.id === id);
  if (call !== undefined) return openCall(call.id, call.name, whereOf(call.record, now), call.record);
  if (stored !== null && stored.id === id) {
    return { ...openCall(stored.id, hostOf(stored.console), whenOf(stored.startedAt, now), stored), stored };
  }
  return null;
}

/**
 * Why the call that is to be open can't be: it was deleted meanwhile, here or elsewhere, or it is held back. Null where
 * it can be, or where none is to be open.
 */
export function whyNotOpen(
  id: string | null,
  { recordings, imported, stored, heldBack }: Shelf,
): 'gone' | 'held-back' | null {
  if (id === null || stored === null) return null;
  if (heldBack.includes(id)) return 'held-back';
  return [...recordings, ...imported, ...stored].some((candidate) => candidate.id === id) ? null : 'gone';
}

/** By windows: the page asks at every drawing, and simulating a call's intervals takes a while. */
const courses = new WeakMap<Analysis['windows'], readonly ScorePoint[]>();

function courseOf(record: CallRecord | Analysis): readonly ScorePoint[] {
  const course = courses.get(record.windows) ?? knownCourseOf(record) ?? scoreOverTimeOf(record);
  courses.set(record.windows, course);
  return course;
}

/** What the record holds already, when a version of the score gave it that is in use; null where it has to be worked out. */
function knownCourseOf(record: CallRecord | Analysis): readonly ScorePoint[] | null {
  if (!('scoreOverTime' in record) || !isScoreVersion(record.scoreVersion)) return null;
  return record.scoreOverTime.length > 0 ? record.scoreOverTime : null;
}

function openCall(id: string, title: string, subtitle: string, record: CallRecord | Analysis): OpenCall {
  return {
    id,
    title,
    subtitle,
    record,
    scoreOverTime: courseOf(record),
    stored: null,
    audio: null,
    levels: null,
  };
}

function whereOf(record: CallRecord | Analysis, now: Date): string {
  return 'console' in record
    ? `${hostOf(record.console)} · ${whenOf(record.startedAt, now)}`
    : 'Imported analysis';
}

/** Name for the file of an export, without its ending: nothing that a file system refuses. */
export function exportName({ title, record }: Pick<OpenCall, 'title' | 'record'>): string {
  const when = 'startedAt' in record ? ` ${record.startedAt.slice(0, 16)}` : '';
  return `${title}${when}`.replaceAll(/[^\p{L}\p{N}. _-]+/gu, '-');
}

/** Seconds until an analysis is done, from how it went so far; null while that says nothing. */
export function secondsLeft(
  { seconds, total, beganAt }: { readonly seconds: number; readonly total: number; readonly beganAt: number },
  now: number,
): number | null {
  if (seconds <= 0 || total <= 0) return null;
  return ((now - beganAt) / 1000) * ((total - seconds) / seconds);
}
