// Makes the window that a model hears from clips on disk.

import { seededRandom } from '../shared/random.ts';
import { type Variant, windowOf } from '../sound/conditions.ts';
import { type Clip, readClip } from './corpus.ts';

/**
 * Reads one window of a clip.
 * @param clips where a turn finds the clips around it
 */
export async function readWindow(
  clip: Clip,
  clips: readonly Clip[],
  variant: Variant,
): Promise<Float32Array> {
  const samples = await readClip(clip.path);
  if (!variant.endsWith('-turn')) return windowOf(samples, clip.id, variant);
  const random = seededRandom('neighbours', clip.id, variant);
  const others = clips.filter(
    ({ actor, emotion, id }) => actor === clip.actor && emotion === clip.emotion && id !== clip.id,
  );
  const draw = async () => {
    const other = others[Math.floor(random() * others.length)];
    return other === undefined ? new Float32Array() : readClip(other.path);
  };
  return windowOf(samples, clip.id, variant, [await draw(), await draw()]);
}
