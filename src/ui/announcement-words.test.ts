import { expect, it } from 'vitest';
import { ANNOUNCEMENT_LANGUAGES, ANNOUNCEMENTS, announcementLanguage } from './announcement-words.ts';

it.each([
  [['de-AT', 'en'], 'de'],
  [['PT_br'], 'pt'],
  [['sv', 'fr-CA', 'en'], 'fr'],
  [['', 'nl'], 'nl'],
  [['sv', 'fi'], 'en'],
  [[], 'en'],
  [['not a language', '-'], 'en'],
] as const)('suggests, of %j, %s', (tags, language) => {
  expect(announcementLanguage(tags)).toBe(language);
});

it('has sentences in every language of the list, and no two alike', () => {
  expect(ANNOUNCEMENT_LANGUAGES).toEqual(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl']);
  const texts = ANNOUNCEMENT_LANGUAGES.map((language) => ANNOUNCEMENTS[language].text);
  expect(new Set(texts).size).toBe(texts.length);
  // A breath of speech, not a contract.
  for (const text of texts) expect(text.length).toBeLessThan(260);
});
