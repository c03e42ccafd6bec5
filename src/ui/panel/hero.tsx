// How the customer sounds, in one word that is read from the corner of an eye.

import './hero.css';
import { percent } from '../format.ts';
import { MoodGlyph } from '../glyphs.tsx';
import type { HeroModel } from './hero-model.ts';

export function Hero({ view }: { readonly view: HeroModel }) {
  const { mood, word, detail, confidence } = view;
  return (
    <section class="hero" data-emotion={mood} aria-label="How the customer sounds">
      <span class="hero-badge">
        <MoodGlyph mood={mood} />
      </span>
      <p class="hero-word" data-testid="emotion" data-mood={mood}>
        {word}
      </p>
      <p class="hero-detail">{detail}</p>
      <p class="hero-confidence" data-testid="confidence">
        {confidence === null ? '\u00a0' : percent(confidence)}
      </p>
    </section>
  );
}
