// Who spoke when: from the levels of a recording, or, for a call of which only its windows are kept, from their share of
// speech.

import { soundOf } from '../../analysis/audio/level.ts';
import type { Gap } from '../../analysis/call/record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from '../../analysis/call/timing.ts';
import { percent, spokenDuration } from '../format.ts';
import type { Slot } from '../strip/strip-data.ts';
import { LEVEL_SECONDS, type RecordingLevels } from './recording-levels.ts';

export type Speaker = 'customer' | 'other' | 'both' | 'nobody';

export const SPEAKER_WORDS: Readonly<Record<Speaker, string>> = {
  customer: 'customer speaks',
  other: 'other side speaks',
  both: 'both speak',
  nobody: 'silence',
};

/** What is known of a call's voices, and its name beside the plot. */
const VOICE_NAMES = {
  /** The level of either side. */
  sides: 'Customer',
  /** One level: whoever speaks is in it. */
  mixed: 'Loudness',
  /** How much of each window is the customer's speech. */
  speech: 'Customer’s share of speech',
} as const;

/** A call's voices, one value every `LEVEL_SECONDS`. */
export interface Voices {
  readonly kind: keyof typeof VOICE_NAMES;
  /** How strong the customer's side is, 0 to 1; null in a gap and before the first window. */
  readonly customer: readonly (number | null)[];
  /** The other side's; null where it is not known. */
  readonly other: readonly number[] | null;
  /** Null where it isn't known who spoke. */
  readonly speakers: readonly Speaker[] | null;
}

/** Levels that are drawn as nothing and as all, in dBFS: from line noise to a voice that is raised. */
const NOTHING_DBFS = -60;
const ALL_DBFS = -10;
const STEPS_A_SLOT = HOP_SECONDS / LEVEL_SECONDS;
/** Windows that contain a given second. */
const WINDOWS_OVER = WINDOW_SECONDS / HOP_SECONDS;

/** The voices of a recording that was analysed here. */
export function voicesOfLevels({ customer, other }: RecordingLevels, slots: readonly Slot[]): Voices {
  if (other === null) return { kind: 'mixed', customer: customer.map(strengthOf), other, speakers: null };
  const customerSound = soundOf(customer, other);
  const otherSound = soundOf(other, customer);
  return {
    kind: 'sides',
    customer: customer.map(strengthOf),
    other: other.map(strengthOf),
    speakers: customer.map((_, step) => {
      const speaks = customerSound[step] === true && hasSpeech(slots, Math.floor(step / STEPS_A_SLOT));
      if (otherSound[step]) return speaks ? 'both' : 'other';
      return speaks ? 'customer' : 'nobody';
    }),
  };
}

/**
 * The voice of a customer of whom only the windows are known.
 * @param speech voiced share of each second's window (`speechSlots`)
 */
export function voicesOfWindows(speech: readonly (number | null)[], gaps: readonly Gap[]): Voices {
  const customer = Array.from(
    { length: speech.length * STEPS_A_SLOT },
    (_, step) => speech[Math.floor(step / STEPS_A_SLOT)] ?? null,
  );
  for (const { start, end } of gaps) {
    customer.fill(null, Math.ceil(start / LEVEL_SECONDS), Math.ceil(end / LEVEL_SECONDS));
  }
  return { kind: 'speech', customer, other: null, speakers: null };
}

/** Music and noise are no speech, however loud: one of the windows over a second has to have been heard as speech. */
function hasSpeech(slots: readonly Slot[], second: number): boolean {
  return slots.slice(second, second + WINDOWS_OVER).some((slot) => slot !== null);
}

function strengthOf(dbfs: number): number {
  return Math.min(1, Math.max(0, (dbfs - NOTHING_DBFS) / (ALL_DBFS - NOTHING_DBFS)));
}

/** What the plot shows over its middle. */
export function voicesName({ kind }: Voices): string {
  return VOICE_NAMES[kind];
}

/** @param time in seconds from the call's first sample; null where it isn't known who spoke */
export function speakerAt({ speakers }: Voices, time: number): Speaker | null {
  if (speakers === null) return null;
  return speakers[Math.min(speakers.length - 1, Math.floor(time / LEVEL_SECONDS))] ?? null;
}

/** How much of a stretch somebody spoke, 0 to 1; null where it isn't known. */
export function spokenShare(
  { speakers }: Voices,
  who: 'customer' | 'other',
  from: number,
  to: number,
): number | null {
  if (speakers === null) return null;
  const stretch = speakers.slice(Math.round(from / LEVEL_SECONDS), Math.round(to / LEVEL_SECONDS));
  if (stretch.length === 0) return null;
  return stretch.filter((speaker) => speaker === who || speaker === 'both').length / stretch.length;
}

/** "The other side spoke for 2 min 10 s, both at once for 6 s; 8 % was silence."; empty where it isn't known. */
export function voicesWords({ speakers }: Voices): string[] {
  if (speakers === null) return [];
  const steps = (...wanted: Speaker[]) => speakers.filter((speaker) => wanted.includes(speaker)).length;
  const duration = (count: number) => spokenDuration(count * LEVEL_SECONDS);
  const spoke =
    steps('other', 'both') === 0 ? 'did not speak' : `spoke for ${duration(steps('other', 'both'))}`;
  const both = steps('both') === 0 ? '' : `, both at once for ${duration(steps('both'))}`;
  return [
    `The other side ${spoke}${both}; ${percent(steps('nobody') / Math.max(1, speakers.length))} was silence.`,
  ];
}
