import { expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

it('names Chrome and Edge with their version', () => {
  expect(browserName(CHROME)).toBe('Chrome 148');
  expect(browserName(`${CHROME} Edg/148.0.0.0`)).toBe('Edge 148');
  expect(browserName('')).toBe('Chrome of an unknown version');
});
