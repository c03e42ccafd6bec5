// The strip in a sentence that is read aloud: politely, and not every second.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { StripMark } from './strip-marks.ts';
import { stripSentence } from './strip-summary.ts';

/** The shortest time between two sentences. */
const PAUSE_MS = 10_000;

export interface StripSentenceProps {
  readonly windows: readonly AnalysedWindow[];
  readonly marks: readonly StripMark[];
}

export function StripSentence({ windows, marks }: StripSentenceProps) {
  const [sentence, setSentence] = useState(() => stripSentence(windows, marks));
  const lastAt = useRef(performance.now());

  useEffect(() => {
    const now = performance.now();
    if (now - lastAt.current < PAUSE_MS) return;
    lastAt.current = now;
    setSentence(stripSentence(windows, marks));
  }, [windows, marks]);

  return (
    <p class="visually-hidden" aria-live="polite" data-testid="strip-sentence">
      {sentence}
    </p>
  );
}
