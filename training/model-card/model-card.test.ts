import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { parseManifest } from '../../src/analysis/emotion/manifest.ts';
import { madeUpClips } from '../data/made-up-clips.ts';
import {
  type MetricsDocument,
  metricsDocumentOf,
  parseMetricsDocument,
} from '../evaluation/metrics-document.ts';
import { conditionResult } from '../evaluation/report.ts';
import { parseSentenceDocument, sentenceDocumentOf } from '../evaluation/sentence-document.ts';
import { CONDITIONS } from '../sound/conditions.ts';
import { modelCard, shippedDocument } from './model-card.ts';
import { modelCardFiles } from './model-card-files.ts';

const MODELS = fileURLToPath(new URL('../../models', import.meta.url));
const STALE = 'is not what "npm run model-card" writes; run it and commit models/.';
const shipped = parseManifest(JSON.parse(readFileSync(join(MODELS, 'emotion.json'), 'utf8')));

describe('the committed model card', async () => {
  const files = await modelCardFiles(MODELS);

  it.each([...files.keys()])('%s is up to date', (path) => {
    const committed = join(MODELS, path);
    const text = existsSync(committed) ? readFileSync(committed, 'utf8') : '';
    expect(text === files.get(path), `models/${path} ${STALE}`).toBe(true);
  });

  it('has no plots that are left over', () => {
    const folder = join(MODELS, 'plots');
    const plots = existsSync(folder) ? readdirSync(folder).map((name) => `plots/${name}`) : [];
    expect(
      plots.filter((plot) => !files.has(plot)),
      `models/plots ${STALE}`,
    ).toEqual([]);
  });
});

/** Figures of a model that is always 70 % sure of the truth, as training writes them. */
function documentOf(architecture: string): MetricsDocument {
  const clips = madeUpClips();
  const probabilities = Float32Array.from(
    clips.flatMap((clip) => EMOTIONS.map((_, k) => (k === clip.label ? 0.7 : 0.06))),
  );
  const results = CONDITIONS.map((condition) => conditionResult(condition, [{ clips, probabilities }]));
  const text = metricsDocumentOf({ architecture, parameters: 12e6, sizeBytes: 13e6, results });
  return parseMetricsDocument(JSON.parse(text), architecture);
}

/** The same as an older version wrote it. */
function olderDocumentOf(document: MetricsDocument): MetricsDocument {
  const results = document.results.map(
    ({ protocol, condition, folds, mean, sd, confusion, perClass, groups: { sex, age } }) => {
      const withoutInterval = (groups: typeof sex) =>
        Object.fromEntries(
          Object.entries(groups).map(([name, { uarInterval, ...figures }]) => [name, figures]),
        );
      const groups = { sex: withoutInterval(sex), age: withoutInterval(age) };
      const { brier, ...rest } = mean;
      return { protocol, condition, folds, mean: rest, sd, confusion, perClass, groups };
    },
  );
  return { ...document, results };
}

const complete = documentOf('moonshine-base');
const manifest = { ...shipped, metrics: { clean: { uar: 1, accuracy: 1, ece: 0.3 } } };

describe('modelCard', () => {
  const plots = ['moonshine-base-reliability.svg', 'cnn-learning-curves.svg'];
  const clips = madeUpClips();
  /** Predictions that are all right, or (`off` 1) all wrong. */
  const predictions = (off: 0 | 1) => {
    const isGuess = (label: number, k: number) => k === (label + off) % EMOTIONS.length;
    const rows = clips.flatMap(({ label }) => EMOTIONS.map((_, k) => (isGuess(label, k) ? 0.5 : 0.1)));
    return { clips, probabilities: Float32Array.from(rows) };
  };
  const known = { clean: predictions(0), phone: predictions(0), opus: predictions(0) };
  const unknown = { ...known, phone: predictions(1) };
  const sentences = sentenceDocumentOf('9.9.9', [{ known, unknown }], [['IEO']]);
  const served = { ...complete, version: manifest.version };
  const documents = [complete, { ...documentOf('cnn'), results: [] }];
  const card = modelCard({ manifest, documents, sentences, served, plots });

  it('says what the model is for, what it must not be used for, and what the law says', () => {
    for (const words of [
      'must not be used for',
      'infer the emotions of people at work are prohibited',
      'They must be told',
      'no rating of a person',
      'How often it is right on your calls is not known',
      'Licences',
    ]) {
      expect(card).toMatch(new RegExp(words));
    }
  });

  it('gives figures with intervals for every condition and every group that is large enough', () => {
    expect(card).toContain('| Clean | 1.000 ± 0.000 | 1.000 to 1.000 |');
    expect(card).toContain('| Race: Asian | 7 | 42 | 1.000 (1.000 to 1.000) |');
    expect(card).toContain('| Race: Unknown | 1 | 6 | too few actors to say |');
    expect(card).toContain('| Opus | 100 % | 1.000 | 1.000 | – | 1.000 |');
    expect(card).toContain('One listener');
  });

  it('says what is left with sentences that it does not know', () => {
    expect(parseSentenceDocument(JSON.parse(JSON.stringify(sentences)), 'x')).toEqual(sentences);
    expect(card).toContain(`${clips.length} clips in all\n(recipe of version 9.9.9)`);
    expect(card).toContain('it was right for 100 % (clean), 0 % (telephone) and 100 % (opus).');
    expect(card).toContain('| Clean | 1.000 ± 0.000 | 1.000 | 1.000 ± 0.000 | 1.000 |');
    expect(card).toContain('| Telephone | 1.000 ± 0.000 | 1.000 | 0.000 ± 0.000 | 0.000 |');
    expect(modelCard({ manifest, documents, sentences: null, served: null, plots })).not.toContain(
      'recipe of version',
    );
  });

  it('says how it does in the form and the build that serve, where that was measured', () => {
    const section = card.split('## ').find((text) => text.startsWith('How well it does as it is served'));
    expect(section).toContain('| Telephone | 1.000 ± 0.000 |');
    expect(() =>
      modelCard({ manifest, documents, sentences, served: { ...served, version: '0.0.1' }, plots }),
    ).toThrow(/served\.json is of version 0\.0\.1, and .* ships\. Measure it again/);
    const without = modelCard({ manifest, documents, sentences, served: null, plots });
    expect(without).not.toContain('as it is served');
  });

  it('shows the plots that there are', () => {
    expect(card).toContain('](plots/moonshine-base-reliability.svg)');
    expect(card).toContain('](plots/cnn-learning-curves.svg)');
    expect(card).not.toContain('risk-coverage.svg');
  });

  it('says nothing of what older metrics do not have', () => {
    const older = modelCard({
      manifest,
      documents: [olderDocumentOf(complete)],
      sentences: null,
      served: null,
      plots: [],
    });
    expect(older).not.toMatch(/Brier|interval\*\*|Race:|One listener|undefined|NaN|\n\n\n/);
    expect(older).toContain('| Sex: Women | 43 | 258 | 1.000 | 1.000 | 1.000 |');
    expect(older).toContain('says **not sure**.');
  });

  it('has no gaps and no broken figures', () => {
    expect(card).not.toMatch(/undefined|NaN|null|\n\n\n/);
  });

  it('is not made from metrics of another training than the model', () => {
    const other = { ...manifest, metrics: { clean: { uar: 0.5, accuracy: 0.5, ece: 0 } } };
    expect(() => shippedDocument({ manifest: other, documents: [complete] })).toThrow(
      'No file in models/metrics has the figures of models/emotion.json',
    );
  });
});
