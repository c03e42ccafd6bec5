// Plants the calls of a set: who speaks, and which clips.

import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { type Clip, readClip } from '../data/corpus.ts';
import { type CallName, type PlantedCall, plantCall } from './plan.ts';

/** Plants calls; reads the clips of their customers for their lengths. */
export async function plantCalls(names: readonly CallName[], clips: readonly Clip[]): Promise<PlantedCall[]> {
  const actors = new Set(names.map(({ actor }) => actor));
  const byActor = new Map<number, Clip[]>();
  const seconds = new Map<string, number>();
  for (const clip of clips) {
    if (!actors.has(clip.actor)) continue;
    byActor.set(clip.actor, [...(byActor.get(clip.actor) ?? []), clip]);
    seconds.set(clip.id, (await readClip(clip.path)).length / SAMPLE_RATE_HZ);
  }
  return names.map((name) =>
    plantCall(name, byActor.get(name.actor) ?? [], (clip) => seconds.get(clip.id) ?? 0),
  );
}
