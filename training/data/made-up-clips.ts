// Clips for tests that need none of the audio.

import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { ACTORS } from './actors.ts';
import type { Clip } from './corpus.ts';

/** One clip of every emotion by every actor, all under the name of one that listeners voted on. */
export function madeUpClips(): Clip[] {
  return ACTORS.flatMap(({ id }) =>
    EMOTIONS.map((emotion, label) => ({
      id: `${id}_DFA_ANG_XX`,
      path: '',
      actor: id,
      sentence: 'DFA',
      emotion,
      label,
    })),
  );
}
