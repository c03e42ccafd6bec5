// Makes other voices, rooms and lines out of clips, so that a model hears more than 91 people in one studio.

import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { gaussian, type Random } from '../shared/random.ts';
import { type OpusLine, overOpus } from './opus.ts';
import { resampleAll } from './pcm.ts';
import { overTelephone } from './telephone.ts';
import { stretchTime } from './time-stretch.ts';

/** Played at one of these speeds, a voice is higher or lower in pitch and quicker or slower. */
const SPEEDS = [0.88, 0.92, 0.96, 1, 1.04, 1.08, 1.12] as const;
/** How often a clip is spoken slower or quicker at its own pitch, and by how much at most. */
const STRETCH = { share: 0.3, factor: 1.2 } as const;
const REVERB = { share: 0.35, shortestSeconds: 0.15, longestSeconds: 0.6, directGainDb: -3 } as const;
/** Taps of a room's response in a second. Velvet noise sounds as smooth as white noise from about 1500 on. */
const VELVET_TAPS_PER_SECOND = 1_500;
const NOISE = { share: 0.5, lowestSnrDb: 5, highestSnrDb: 30 } as const;
const GAIN_DB = { low: -24, high: 6 } as const;
const TELEPHONE_LOSS_SHARES = [0, 0.01, 0.03] as const;
const OPUS_LINES: readonly OpusLine[] = [
  { rateHz: 8_000, bitsPerSecond: 12_000 },
  { rateHz: 16_000, bitsPerSecond: 16_000 },
  { rateHz: 16_000, bitsPerSecond: 24_000 },
  { rateHz: 16_000, bitsPerSecond: 40_000 },
];

/**
 * A clip spoken by a slightly different voice, perhaps in a room.
 * @param samples 16 kHz mono in [-1, 1]
 * @returns a new array of another length
 */
export function varyVoice(samples: Float32Array, random: Random): Float32Array {
  const speed = pick(SPEEDS, random);
  let voice =
    speed === 1 ? samples : resampleAll(samples, Math.round(SAMPLE_RATE_HZ * speed), SAMPLE_RATE_HZ);
  if (random() < STRETCH.share) voice = stretchTime(voice, STRETCH.factor ** (2 * random() - 1));
  return random() < REVERB.share ? reverberate(voice, random) : voice;
}

/**
 * A window over a random line: noise, another level, then as it is, over the telephone or over Opus.
 * @param window 16 kHz mono in [-1, 1]
 * @returns as many samples
 */
export function varyLine(window: Float32Array, random: Random): Float32Array {
  const { low, high } = GAIN_DB;
  const gain = 10 ** ((low + random() * (high - low)) / 20);
  const noisy = random() < NOISE.share ? addNoise(window, random) : window;
  const line = noisy.map((sample) => Math.max(-1, Math.min(1, sample * gain)));
  const channel = random();
  if (channel < 0.25) return line;
  if (channel < 0.7) {
    const law = random() < 0.5 ? 'mu' : 'a';
    return overTelephone(line, String(random()), { law, lossShare: pick(TELEPHONE_LOSS_SHARES, random) });
  }
  return overOpus(line, pick(OPUS_LINES, random));
}

/** Noise at a random level below the loudest second; white, or darker as in a hall. */
function addNoise(window: Float32Array, random: Random): Float32Array {
  const snrDb = NOISE.lowestSnrDb + random() * (NOISE.highestSnrDb - NOISE.lowestSnrDb);
  const rms = loudestSecondRms(window) * 10 ** (-snrDb / 20);
  const darkness = 0.97 * random();
  // A one-pole low-pass takes white noise's level down by this much.
  const level = rms * Math.sqrt((1 + darkness) / (1 - darkness));
  let state = 0;
  return window.map((sample) => {
    state = darkness * state + (1 - darkness) * gaussian(random);
    return sample + level * state;
  });
}

function loudestSecondRms(window: Float32Array): number {
  let loudest = 0;
  for (let start = 0; start < window.length; start += SAMPLE_RATE_HZ) {
    const part = window.subarray(start, start + SAMPLE_RATE_HZ);
    loudest = Math.max(loudest, part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  }
  return Math.sqrt(loudest);
}

/**
 * Room sound as sparse random taps of decaying level (velvet noise: Karjalainen and Järveläinen, "Reverberation
 * Modeling Using Velvet Noise", AES 30th Conference, 2007). Same length as the input.
 */
function reverberate(samples: Float32Array, random: Random): Float32Array {
  const seconds = REVERB.shortestSeconds + random() * (REVERB.longestSeconds - REVERB.shortestSeconds);
  const taps = Math.round(seconds * VELVET_TAPS_PER_SECOND);
  const spacing = SAMPLE_RATE_HZ / VELVET_TAPS_PER_SECOND;
  const roomGain = 10 ** ((REVERB.directGainDb - 10 * random()) / 20);
  const result = Float32Array.from(samples);
  // The response has fallen by 60 dB after `seconds`; its energy is that of the direct sound times roomGain².
  const decay = (time: number) => 10 ** ((-3 * time) / seconds);
  const energy = Array.from({ length: taps }, (_, i) => decay(i / VELVET_TAPS_PER_SECOND) ** 2);
  const scale = roomGain / Math.sqrt(energy.reduce((sum, value) => sum + value, 0));
  for (let i = 0; i < taps; i++) {
    const delay = Math.floor((i + random()) * spacing) + 16;
    const gain = (random() < 0.5 ? -1 : 1) * scale * decay(delay / SAMPLE_RATE_HZ);
    for (let n = delay; n < result.length; n++) {
      result[n] = (result[n] as number) + gain * (samples[n - delay] as number);
    }
  }
  return result;
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)] as T;
}
