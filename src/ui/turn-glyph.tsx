// The shapes of a call's turns. They are told apart by their outline, and are none of the emotions' glyphs.

import './turn-glyph.css';
import type { TurnKind } from './turning-point-words.ts';

/** In a box of 10 by 10, filled by the even-odd rule. */
const PATHS: Readonly<Record<TurnKind, string>> = {
  // A pin that points at its moment
  worst: 'M.9 1.2H9.1A.7 .7 0 0 1 9.7 2.3L5.6 9A.7 .7 0 0 1 4.4 9L.3 2.3A.7 .7 0 0 1 .9 1.2Z',
  // A ring: still water
  calm: 'M5 .4A4.6 4.6 0 1 1 5 9.6 4.6 4.6 0 0 1 5 .4ZM5 2.5A2.5 2.5 0 1 0 5 7.5 2.5 2.5 0 0 0 5 2.5Z',
};

/** A decoration: words beside it, or in its picture's text alternative, say the same. */
export function TurnGlyph({ kind }: { readonly kind: TurnKind }) {
  return (
    <svg class="turn-glyph" data-turn={kind} viewBox="0 0 10 10" aria-hidden="true">
      <path d={PATHS[kind]} fill-rule="evenodd" fill="currentColor" />
    </svg>
  );
}
