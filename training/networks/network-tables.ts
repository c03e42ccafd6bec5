// What the networks that start from nothing are trained and measured on: features of every clip by variant.

import { type Clip, readClip } from '../data/corpus.ts';
import { readFeatures } from '../features/feature-cache.ts';
import { FRAMES, featureMeans, REPORT_FEATURES, SEQUENCE_FEATURES } from '../front-ends/frame-features.ts';
import { normalisedWindow } from '../front-ends/waveform-graph.ts';
import { CONDITIONS, evaluationVariant, type Variant, windowOf } from '../sound/conditions.ts';
import { type FrontEnd, INPUT_SHAPES } from './architecture.ts';

/** What each front end's networks are trained on. */
export const NETWORK_VARIANTS = {
  sequence: ['clean-centred', 'phone-centred', 'opus-centred', 'clean-shifted'],
  // The report used clean clips only.
  means: ['clean-centred'],
  // Samples take a hundred times the room and time of frames.
  waveform: ['clean-centred', 'clean-shifted', 'phone-centred'],
} as const satisfies Record<FrontEnd, readonly Variant[]>;

/** Clips × the front end's numbers by variant, row-major, not standardised. */
export type NetworkTables = ReadonlyMap<Variant, Float32Array>;

/** The variants that a front end needs, to train on and to be measured on. */
export function variantsOf(frontEnd: FrontEnd): readonly Variant[] {
  return [...new Set<Variant>([...NETWORK_VARIANTS[frontEnd], ...CONDITIONS.map(evaluationVariant)])];
}

/**
 * Reads the tables. Features of frames come from the cache; samples from the clips themselves.
 * @throws Error when features have not been extracted.
 */
export async function readNetworkTables(
  clips: readonly Clip[],
  frontEnd: FrontEnd,
  variants: readonly Variant[],
  cacheFolder: string,
): Promise<NetworkTables> {
  const tables = new Map<Variant, Float32Array>();
  for (const variant of variants) {
    if (frontEnd === 'waveform') {
      tables.set(variant, await readWaveforms(clips, variant));
      continue;
    }
    const { values } = await readFeatures('frames', clips, variant, cacheFolder);
    tables.set(variant, frontEnd === 'means' ? meansOf(values, clips.length) : values);
  }
  return tables;
}

async function readWaveforms(clips: readonly Clip[], variant: Variant): Promise<Float32Array> {
  const size = INPUT_SHAPES.waveform[0];
  const values = new Float32Array(clips.length * size);
  for (const [row, clip] of clips.entries()) {
    const window = windowOf(await readClip(clip.path), clip.id, variant);
    values.set(normalisedWindow(window), row * size);
  }
  return values;
}

function meansOf(sequences: Float32Array, rows: number): Float32Array {
  const size = FRAMES * SEQUENCE_FEATURES;
  const means = new Float32Array(rows * REPORT_FEATURES);
  for (let row = 0; row < rows; row++) {
    means.set(featureMeans(sequences.subarray(row * size, (row + 1) * size)), row * REPORT_FEATURES);
  }
  return means;
}
