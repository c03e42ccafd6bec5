// The marks of the call's turns: a line through both plots, and above them a shape and a word. A decoration: sentence
// and table say the same.

import './strip-mark-lines.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { STRIP_WINDOWS } from '../../extension/messages/snapshot.ts';
import { TurnGlyph } from '../turn-glyph.tsx';
import { TURN_WORDS } from '../turning-point-words.ts';
import { placeMarks, type StripMark } from './strip-marks.ts';

export function StripMarkLines({ marks }: { readonly marks: readonly StripMark[] }) {
  const lane = useRef<HTMLDivElement>(null);
  const [widthRem, setWidthRem] = useState(0);

  useEffect(() => {
    const element = lane.current;
    if (element === null) return;
    const resized = new ResizeObserver(() => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setWidthRem(element.clientWidth / remPx);
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  return (
    <div ref={lane} class="strip-marks" aria-hidden="true">
      {placeMarks(marks, widthRem).map(({ kind, slot, word }) => (
        <div key={kind} class="strip-mark" style={{ left: `${(slot / STRIP_WINDOWS) * 100}%` }}>
          <TurnGlyph kind={kind} />
          {word !== null && (
            <span class="strip-mark-word" data-side={word}>
              {TURN_WORDS[kind]}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
