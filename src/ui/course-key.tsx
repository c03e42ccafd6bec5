// What the shapes on the line of a score mean, and when it was.

import './course-key.css';
import { TurnGlyph } from './turn-glyph.tsx';
import { type Turn, turningPointWords } from './turning-point-words.ts';

/** Nothing where there are none. A decoration: the line's text alternative says the same. */
export function CourseKey({ turns }: { readonly turns: readonly Turn[] }) {
  if (turns.length === 0) return null;
  return (
    <p class="course-key" aria-hidden="true" data-testid="turns">
      {turns.map((turn) => (
        <span key={turn.kind} class="course-turn">
          <TurnGlyph kind={turn.kind} />
          {turningPointWords(turn)}
        </span>
      ))}
    </p>
  );
}
