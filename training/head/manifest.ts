// Writes the manifest that goes with a shipped graph: models/emotion.json.

import { createHash } from 'node:crypto';
import { EMOTIONS } from '../../src/emotion/emotions.ts';
import {
  type ModelManifest,
  parseManifest,
  SAMPLE_RATE_HZ,
  WINDOW_SECONDS,
} from '../../src/emotion/manifest.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import type { Figures } from '../evaluation/metrics.ts';
import type { Condition } from '../sound/conditions.ts';

export interface ManifestFacts {
  readonly version: string;
  readonly graph: Uint8Array;
  readonly temperature: number;
  readonly trainedOn: string;
  /** Mean over the folds, by condition. */
  readonly metrics: Readonly<Partial<Record<Condition, Figures>>>;
}

/** The manifest, held against the schema that the extension reads it by. */
export function createManifest(facts: ManifestFacts): ModelManifest {
  return parseManifest({
    schemaVersion: 1,
    version: facts.version,
    labels: EMOTIONS,
    sampleRate: SAMPLE_RATE_HZ,
    windowSeconds: WINDOW_SECONDS,
    temperature: facts.temperature,
    sha256: createHash('sha256').update(facts.graph).digest('hex'),
    encoder: {
      name: MOONSHINE_BASE.name,
      layers: MOONSHINE_BASE.hiddenStates.length,
      sha256: MOONSHINE_BASE.sha256,
    },
    licences: [
      {
        part: 'encoder (Moonshine base)',
        licence: MOONSHINE_BASE.licence,
        holder: MOONSHINE_BASE.holder,
      },
      { part: 'head', licence: 'MIT', holder: 'the Evenkeel project' },
      {
        part: 'training data (CREMA-D, not included)',
        licence: 'ODbL-1.0, contents DbCL-1.0',
        holder: 'Cao, Cooper, Keutmann, Gur, Nenkova, Verma',
      },
    ],
    trainedOn: facts.trainedOn,
    metrics: Object.fromEntries(
      Object.entries(facts.metrics).map(([condition, { uar, accuracy, ece }]) => [
        condition,
        { uar, accuracy, ece },
      ]),
    ),
  });
}
