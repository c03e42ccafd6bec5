import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SCORE_VERSION } from '../../src/analysis/score/constants.ts';
import { parseScoreDocument } from './score-document.ts';
import { withFigures } from './score-page.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const document = parseScoreDocument(
  JSON.parse(read('models/metrics/score.json')),
  'models/metrics/score.json',
);
const page = read('docs/score.md');

it('has the figures of the committed bench', () => {
  expect(withFigures(page, document) === page, 'docs/score.md is stale; run "npm run bench:score".').toBe(
    true,
  );
});

it('is of the score and the model that ship', () => {
  expect(document.scoreVersion).toBe(SCORE_VERSION.withoutContext);
  expect(document.model).toBe(JSON.parse(read('models/emotion.json')).version);
});

it('refuses a page that has lost its markers, with a sentence', () => {
  expect(() => withFigures('# The score\n', document)).toThrow('has lost its lines');
});
