import { expect, it } from 'vitest';
import { pageLanguage } from './page-language.ts';

const documentIn = (lang: string) => ({ documentElement: { lang } });
const frame = (own: string, top: object) =>
  ({ document: documentIn(own), navigator: { language: 'nl-NL' }, top }) as unknown as Window;

it.each([
  ['that of the console’s page', frame('en', { document: documentIn('de-AT') }), 'de-AT'],
  ['its own where the page names none', frame('fr', { document: documentIn('') }), 'fr'],
  ['the browser’s where nothing names one', frame('', { document: documentIn('') }), 'nl-NL'],
])('is %s', (_, of, language) => {
  expect(pageLanguage(of)).toBe(language);
});

it('is the frame’s own where the page is of another origin', () => {
  const forbidden = {
    get document(): never {
      throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
    },
  };
  expect(pageLanguage(frame('pl', forbidden))).toBe('pl');
});
