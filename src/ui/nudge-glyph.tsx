// The glyphs of the nudges: each has a shape of its own, so that none depends on its colour. What is about one emotion
// has that emotion's glyph; a course of the call is a swell that rises or settles.

import type { NudgeKind } from '../analysis/coaching/nudge.ts';
import { type Mood, MoodGlyph } from './glyphs.tsx';

const MOODS = {
  'sustained-anger': 'anger',
  'sustained-fear': 'fear',
  'sustained-sadness': 'sadness',
  'long-silence': 'silence',
} as const satisfies Partial<Record<NudgeKind, Mood>>;

/** Lines in a box of 16 by 16. */
const SWELLS = {
  'rising-distress': 'M1.5 11C3.5 11 3.5 8.5 5.25 8.5S7 12 9 12 11 3 14.5 3',
  recovery: 'M1.5 3C5 3 5 12 7 12S9 8.5 10.75 8.5 12.5 11 14.5 11',
} as const satisfies Partial<Record<NudgeKind, string>>;

/** A decoration: the words beside it say the same. */
export function NudgeGlyph({ kind }: { readonly kind: NudgeKind }) {
  if (kind !== 'rising-distress' && kind !== 'recovery') return <MoodGlyph mood={MOODS[kind]} />;
  return (
    <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={SWELLS[kind]}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
