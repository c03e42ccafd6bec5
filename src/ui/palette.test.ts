import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, linearOf, mixed, seenDistance, VISIONS } from '../../tests/support/colour-maths.ts';
import { EMOTIONS } from '../analysis/emotion/emotions.ts';
import { EMOTION_PATHS } from './glyphs.tsx';

/** WCAG 2.2: 1.4.11 for what is drawn, 1.4.3 for what is read. */
const GRAPHICS = 3;
const TEXT = 4.5;
/** In OKLab. Colours this far apart are told apart at a glance, side by side or in a legend. */
const TOLD_APART = 0.1;

const css = readFileSync(new URL('../../assets/styles/tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
const light = tokensIn(lightCss);
const themes = { light, dark: { ...light, ...tokensIn(darkCss.split('@media')[0] ?? '') } };

describe.each(Object.entries(themes))('the %s theme', (_, tokens) => {
  const token = (name: string): string => {
    const value = tokens[name];
    if (value === undefined) throw new Error(`tokens.css has no --${name}.`);
    return value;
  };
  const surfaces = ['background', 'raised'].map((name) => [name, linearOf(token(name))] as const);
  const heroTint = Number.parseFloat(token('hero-tint')) / 100;
  const tint = Number.parseFloat(token('tint')) / 100;
  const background = token('background');

  it.each(EMOTIONS)('shows %s on every surface, and words on its own tint', (emotion) => {
    const colour = linearOf(token(`emotion-${emotion}`));
    for (const [, surface] of surfaces) expect(contrast(colour, surface)).toBeGreaterThanOrEqual(GRAPHICS);
    const hero = mixed(token(`emotion-${emotion}`), heroTint, background);
    expect(contrast(linearOf(token('text')), hero)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(mixed(token('text'), 0.82, background), hero)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(Object.entries(VISIONS))('keeps the six emotions apart with %s vision', (_, vision) => {
    for (const [index, one] of EMOTIONS.entries()) {
      for (const other of EMOTIONS.slice(index + 1)) {
        const distance = seenDistance(
          vision,
          linearOf(token(`emotion-${one}`)),
          linearOf(token(`emotion-${other}`)),
        );
        expect(distance, `${one} and ${other}`).toBeGreaterThanOrEqual(TOLD_APART);
      }
    }
  });

  it.each(['text', 'text-muted', 'accent', 'negative'])('lets --%s be read', (name) => {
    for (const [, surface] of surfaces)
      expect(contrast(linearOf(token(name)), surface)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['accent', 'accent-strong'])('lets the words on a button in --%s be read', (name) => {
    expect(contrast(linearOf(token('on-accent')), linearOf(token(name)))).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['positive', 'negative', 'mixed', 'control-line', 'text-muted'])(
    'lets shapes in --%s be seen',
    (name) => {
      expect(contrast(linearOf(token(name)), linearOf(background))).toBeGreaterThanOrEqual(GRAPHICS);
    },
  );

  it('lets a problem be read', () => {
    expect(
      contrast(linearOf(token('text')), mixed(token('negative'), tint, background)),
    ).toBeGreaterThanOrEqual(TEXT);
  });
});

it('gives every emotion a silhouette of its own', () => {
  expect(new Set(Object.values(EMOTION_PATHS)).size).toBe(EMOTIONS.length);
});
