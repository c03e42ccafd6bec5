// The strip's colours, read from the design tokens: a canvas knows no stylesheet.

import { EMOTIONS, type Emotion } from '../../analysis/emotion/emotions.ts';

export interface StripTheme {
  readonly background: string;
  readonly line: string;
  readonly text: string;
  readonly textMuted: string;
  readonly accent: string;
  readonly positive: string;
  readonly negative: string;
  readonly emotions: Readonly<Record<Emotion, string>>;
}

export function readStripTheme(): StripTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    background: token('background'),
    line: token('line'),
    text: token('text'),
    textMuted: token('text-muted'),
    accent: token('accent'),
    positive: token('positive'),
    negative: token('negative'),
    emotions: Object.fromEntries(EMOTIONS.map((emotion) => [emotion, token(`emotion-${emotion}`)])) as Record<
      Emotion,
      string
    >,
  };
}

/** Calls back when the theme changes. Gives what ends it. */
export function onThemeChange(listener: () => void): () => void {
  const queries = [
    matchMedia('(prefers-color-scheme: dark)'),
    matchMedia('(prefers-contrast: more)'),
    matchMedia('(forced-colors: active)'),
  ];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
