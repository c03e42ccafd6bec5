// Guesses which of two channels is the customer's from how the first minutes sound, and says what the guess rests on.

import type { CustomerChannel } from './customer-channel.ts';
import { highPass } from './high-pass.ts';
import { LevelMeter, soundOf, speechLevel } from './level.ts';

/**
 * What suggests that a channel is the customer's. `same`: both channels hold the whole call, mixed. `silent`: the other
 * channel has no voice of its own. `telephone-band`: only this channel comes over a telephone line. `greeted`: the other
 * side speaks first and briefly, as people do who answer; where the agent calls, that is the customer.
 */
export const CHANNEL_CUES = ['same', 'silent', 'telephone-band', 'greeted'] as const;
export type ChannelCue = (typeof CHANNEL_CUES)[number];

export interface ChannelGuess {
  readonly customer: CustomerChannel;
  /** What suggests it, the strongest first; empty where nothing does. */
  readonly cues: readonly ChannelCue[];
  /** Whether the cues are strong enough to rely on. */
  readonly sure: boolean;
}

/** Seconds of a recording that the guess listens to: enough for a greeting and some turns of both sides. */
export const GUESS_SECONDS = 180;
/** Syllables follow each other faster than this; words and turns do not. */
const FRAME_SECONDS = 0.1;
/** Correlation above which two channels hold the same sound: a lossy codec leaves 0.99, two people in turns about 0. */
const SAME_CORRELATION = 0.95;
/** A channel that is quieter than this holds line noise, and no speech. */
const SILENT_DBFS = -60;
/** A channel this far below the other one only carries the other one's leakage. */
const SILENT_BESIDE_DB = 35;
/** Telephone networks end at 3.4 kHz; consonants of a headset go far beyond this. */
const BAND_EDGE_HZ = 5000;
/** Below this sample rate a channel can hold nothing beyond the edge. */
const LEAST_BAND_RATE_HZ = 16_000;
/**
 * Share of the energy beyond the edge, in dB. Of 77 clips of CREMA-D, each has more than -40; brought through 8 kHz, each
 * has less than -50, and 19 of 20 less than -43 where the line is noisy too.
 */
const NARROW_DB = -45;
/** The other channel must have this much more energy beyond the edge, in dB. */
const WIDER_BY_DB = 10;
/** Less speech than this says nothing about a channel's band. */
const LEAST_BAND_FRAMES = 20;
/** A voice has begun, and no click, when this many of this many frames have sound. */
const ONSET_FRAMES = 4;
const ONSET_WITHIN_FRAMES = 8;
/** One side speaks first when the other one begins this much later. */
const FIRST_BY_FRAMES = 10;
/** A greeting is over by then. A side that talks for longer tells what happened, as customers do. */
const LONGEST_GREETING_FRAMES = 60;
/** The command line has the same default. */
const WITHOUT_A_CUE = 'right' satisfies CustomerChannel;
/** The weight of each cue. A guess is sure at a weight of two with nothing against it. */
const BAND_WEIGHT = 2;
const GREETED_WEIGHT = 1;

/**
 * @param blocks one array of samples a channel, at least two channels; read for `GUESS_SECONDS` at most
 * @param signal ends the reading early
 * @throws Error when the recording can't be read on; the signal's reason when it is ended early
 */
export async function guessChannel(
  blocks: AsyncIterable<readonly Float32Array<ArrayBuffer>[]>,
  sampleRateHz: number,
  signal?: AbortSignal,
): Promise<ChannelGuess> {
  const left = channelMeters(sampleRateHz);
  const right = channelMeters(sampleRateHz);
  const products = { leftLeft: 0, rightRight: 0, leftRight: 0 };
  let frames = 0;
  for await (const [one = new Float32Array(), other = new Float32Array()] of blocks) {
    signal?.throwIfAborted();
    left.push(one);
    right.push(other);
    for (let i = 0; i < one.length; i++) {
      const a = one[i] ?? 0;
      const b = other[i] ?? 0;
      products.leftLeft += a * a;
      products.rightRight += b * b;
      products.leftRight += a * b;
    }
    frames += one.length;
    if (frames >= GUESS_SECONDS * sampleRateHz) break;
  }
  const correlation =
    products.leftRight / Math.sqrt(products.leftLeft * products.rightRight || Number.POSITIVE_INFINITY);
  return guessOf(heardOf(left, right), heardOf(right, left), correlation);
}

interface ChannelMeters {
  readonly whole: LevelMeter;
  /** Of what lies beyond the telephone's band; null where the sample rate can't show it. */
  readonly beyond: LevelMeter | null;
  push(samples: Float32Array): void;
}

function channelMeters(sampleRateHz: number): ChannelMeters {
  const whole = new LevelMeter(sampleRateHz, FRAME_SECONDS);
  if (sampleRateHz < LEAST_BAND_RATE_HZ) {
    return { whole, beyond: null, push: (samples) => whole.push(samples) };
  }
  const beyond = new LevelMeter(sampleRateHz, FRAME_SECONDS);
  const filter = highPass(BAND_EDGE_HZ, sampleRateHz);
  return {
    whole,
    beyond,
    push(samples) {
      whole.push(samples);
      beyond.push(filter(samples));
    },
  };
}

/** What a channel was heard to be. */
interface Heard {
  readonly speechDbfs: number;
  /** Frames before its first voice; null where there is none. */
  readonly onset: number | null;
  /** Share of its speech's energy beyond the telephone's band, in dB; null where that can't be said. */
  readonly beyondDb: number | null;
}

function heardOf({ whole, beyond }: ChannelMeters, beside: ChannelMeters): Heard {
  const levels = whole.levels();
  const sound = soundOf(levels, beside.whole.levels());
  return {
    speechDbfs: speechLevel(levels),
    onset: onsetOf(sound),
    beyondDb: beyond && beyondOf(levels, beyond.levels(), sound),
  };
}

function onsetOf(sound: readonly boolean[]): number | null {
  const onset = sound.findIndex(
    (has, i) => has && sound.slice(i, i + ONSET_WITHIN_FRAMES).filter(Boolean).length >= ONSET_FRAMES,
  );
  return onset < 0 ? null : onset;
}

function beyondOf(
  levels: readonly number[],
  beyond: readonly number[],
  sound: readonly boolean[],
): number | null {
  const energyOf = (dbfs: readonly number[]) =>
    dbfs.reduce((sum, level, i) => (sound[i] ? sum + 10 ** (level / 10) : sum), 0);
  if (sound.filter(Boolean).length < LEAST_BAND_FRAMES) return null;
  return 10 * Math.log10(energyOf(beyond) / energyOf(levels));
}

function guessOf(left: Heard, right: Heard, correlation: number): ChannelGuess {
  const [leftIsSilent, rightIsSilent] = [isSilent(left, right), isSilent(right, left)];
  if (leftIsSilent && rightIsSilent) return { customer: WITHOUT_A_CUE, cues: [], sure: false };
  if (leftIsSilent) return { customer: 'right', cues: ['silent'], sure: true };
  if (rightIsSilent) return { customer: 'left', cues: ['silent'], sure: true };
  if (correlation >= SAME_CORRELATION) return { customer: 'mix', cues: ['same'], sure: true };
  // The same sound with its sign turned: mixed, nothing would be left of it.
  if (correlation <= -SAME_CORRELATION) return { customer: 'left', cues: ['same'], sure: true };
  const votes = [bandVote(left, right), greetedVote(left, right)].filter((vote) => vote !== null);
  const balance = votes.reduce((sum, { side, weight }) => sum + (side === 'left' ? -weight : weight), 0);
  if (balance === 0) return { customer: WITHOUT_A_CUE, cues: [], sure: false };
  const customer = balance < 0 ? 'left' : 'right';
  const cues = votes.filter(({ side }) => side === customer).map(({ cue }) => cue);
  return { customer, cues, sure: Math.abs(balance) >= BAND_WEIGHT };
}

function isSilent(channel: Heard, beside: Heard): boolean {
  // A customer who only says "yes" now and then speaks too seldom for a level, but is still the customer.
  if (channel.onset !== null) return false;
  return channel.speechDbfs < SILENT_DBFS || channel.speechDbfs < beside.speechDbfs - SILENT_BESIDE_DB;
}

interface Vote {
  readonly cue: ChannelCue;
  readonly side: 'left' | 'right';
  readonly weight: number;
}

function bandVote(left: Heard, right: Heard): Vote | null {
  if (left.beyondDb === null || right.beyondDb === null) return null;
  const [narrow, wide] = [Math.min(left.beyondDb, right.beyondDb), Math.max(left.beyondDb, right.beyondDb)];
  if (narrow > NARROW_DB || wide < narrow + WIDER_BY_DB) return null;
  return {
    cue: 'telephone-band',
    side: left.beyondDb < right.beyondDb ? 'left' : 'right',
    weight: BAND_WEIGHT,
  };
}

function greetedVote(left: Heard, right: Heard): Vote | null {
  if (left.onset === null || right.onset === null) return null;
  const alone = Math.abs(left.onset - right.onset);
  if (alone < FIRST_BY_FRAMES || alone > LONGEST_GREETING_FRAMES) return null;
  return { cue: 'greeted', side: left.onset > right.onset ? 'left' : 'right', weight: GREETED_WEIGHT };
}
