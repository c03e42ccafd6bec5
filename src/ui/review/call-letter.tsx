// Which of two compared calls something is about: a letter, and the way its line is drawn.

import './call-letter.css';

export type Letter = 'A' | 'B';

export function CallLetter({ letter }: { readonly letter: Letter }) {
  return (
    <span class="call-letter" data-letter={letter}>
      {letter}
    </span>
  );
}
