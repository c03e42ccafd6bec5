// The six emotions with their glyphs and colours, in the order in which they are stacked.

import './emotion-legend.css';
import type { Emotion } from '../../analysis/emotion/emotions.ts';
import { MoodGlyph } from '../glyphs.tsx';
import { EMOTION_WORDS } from '../words.ts';
import { STACK_ORDER } from './strip-data.ts';

export function EmotionLegend() {
  return (
    <ul class="legend">
      {STACK_ORDER.map((emotion) => (
        <li key={emotion} class="legend-entry" data-emotion={emotion}>
          <MoodGlyph mood={emotion} />
          {EMOTION_WORDS[emotion]}
        </li>
      ))}
    </ul>
  );
}

/** What a stretch of a call sounded like, in a table. */
export function Sounded({ emotion }: { readonly emotion: Emotion | null }) {
  if (emotion === null) return <span class="muted">Silence</span>;
  return (
    <span class="legend-entry" data-emotion={emotion}>
      <MoodGlyph mood={emotion} />
      {EMOTION_WORDS[emotion]}
    </span>
  );
}
