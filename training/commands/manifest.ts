// Writes the manifest that goes with a graph: models/emotion.json and those beside the other architectures.

import { createHash } from 'node:crypto';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import {
  type ModelManifest,
  parseManifest,
  SAMPLE_RATE_HZ,
  WINDOW_SECONDS,
} from '../../src/analysis/emotion/manifest.ts';
import type { Encoder } from '../encoder/encoders.ts';
import type { Figures } from '../evaluation/metrics.ts';
import type { Condition } from '../sound/conditions.ts';

export interface ManifestFacts {
  readonly version: string;
  readonly graph: Uint8Array;
  /** The pretrained encoder inside, or null. */
  readonly encoder: Encoder | null;
  readonly temperature: number;
  readonly trainedOn: string;
  /** Mean over the folds, by condition. */
  readonly metrics: Readonly<Partial<Record<Condition, Figures>>>;
}

/** The manifest, checked by the schema that the extension reads it with. */
export function createManifest(facts: ManifestFacts): ModelManifest {
  const { encoder } = facts;
  return parseManifest({
    schemaVersion: 1,
    version: facts.version,
    labels: EMOTIONS,
    sampleRate: SAMPLE_RATE_HZ,
    windowSeconds: WINDOW_SECONDS,
    temperature: facts.temperature,
    sha256: createHash('sha256').update(facts.graph).digest('hex'),
    encoder: encoder && {
      name: encoder.name,
      layers: encoder.layers,
      sha256: encoder.sha256,
    },
    licences: [
      ...(encoder === null
        ? [{ part: 'network', licence: 'MIT', holder: 'the Evenkeel project' }]
        : [
            { part: `encoder (${encoder.name})`, licence: encoder.licence, holder: encoder.holder },
            { part: 'head', licence: 'MIT', holder: 'the Evenkeel project' },
          ]),
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
