// Makes the window that a model hears from clips on disk.

import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { seededRandom } from '../shared/random.ts';
import { type Variant, windowOf } from '../sound/conditions.ts';
import { type Clip, readClip } from './corpus.ts';
import type { Passage } from './natural.ts';

/** What a window is made of: a whole acted clip, or three seconds of ordinary speech. */
export type Speech = Clip | Passage;

export function isPassage(speech: Speech): speech is Passage {
  return 'firstSample' in speech;
}

/**
 * Reads one window.
 * @param others where a turn finds the clips around it
 * @throws Error when a turn is asked for of ordinary speech, which has no emotion that its neighbours could share.
 */
export async function readWindow(
  speech: Speech,
  others: readonly Speech[],
  variant: Variant,
): Promise<Float32Array> {
  const samples = await readClip(speech.path);
  if (isPassage(speech)) {
    const { firstSample, id } = speech;
    return windowOf(samples.subarray(firstSample, firstSample + WINDOW_SAMPLES), id, variant);
  }
  if (!variant.endsWith('-turn')) return windowOf(samples, speech.id, variant);
  return windowOf(samples, speech.id, variant, await neighboursOf(speech, others, variant));
}

/** Two other clips of the same voice and emotion, drawn at random. */
async function neighboursOf(
  clip: Clip,
  clips: readonly Speech[],
  variant: Variant,
): Promise<[Float32Array, Float32Array]> {
  const random = seededRandom('neighbours', clip.id, variant);
  const others = clips.filter(
    (other) =>
      !isPassage(other) &&
      other.actor === clip.actor &&
      other.emotion === clip.emotion &&
      other.id !== clip.id,
  );
  const draw = async () => {
    const other = others[Math.floor(random() * others.length)];
    return other === undefined ? new Float32Array() : readClip(other.path);
  };
  return [await draw(), await draw()];
}
