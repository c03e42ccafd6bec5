// Writes the manifest that goes with a graph: models/emotion.json and those beside the other architectures.

import { createHash } from 'node:crypto';
import type { ContextSettings, Temperatures } from '../../src/analysis/emotion/call-voice.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import {
  type ModelManifest,
  parseManifest,
  SAMPLE_RATE_HZ,
  WINDOW_SECONDS,
} from '../../src/analysis/emotion/manifest.ts';
import type { SpeechLicence } from '../data/natural-licences.ts';
import type { Encoder } from '../encoder/encoders.ts';
import type { Figures } from '../evaluation/metrics.ts';
import type { Condition } from '../sound/conditions.ts';

/** One graph from audio to logits, or two with a context between them. */
export type Graphs =
  | { readonly graph: Uint8Array; readonly temperature: number }
  | {
      readonly embedding: Uint8Array;
      readonly head: Uint8Array;
      readonly context: ContextSettings;
      readonly temperature: Temperatures;
    };

export interface ManifestFacts {
  readonly version: string;
  readonly graphs: Graphs;
  /** The pretrained encoder inside, or null. */
  readonly encoder: Encoder | null;
  /** What it was trained on beside CREMA-D. */
  readonly speech: readonly SpeechLicence[];
  readonly trainedOn: string;
  /** Mean over the folds, by condition. */
  readonly metrics: Readonly<Partial<Record<Condition, Figures>>>;
}

/** The manifest, checked by the schema that the extension reads it with. */
export function createManifest(facts: ManifestFacts): ModelManifest {
  const { encoder } = facts;
  return parseManifest({
    ...graphEntries(facts.graphs),
    version: facts.version,
    labels: EMOTIONS,
    sampleRate: SAMPLE_RATE_HZ,
    windowSeconds: WINDOW_SECONDS,
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
      ...facts.speech.map(({ name, licence, holder }) => ({
        part: `training data (${name}, not included)`,
        licence,
        holder,
      })),
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

function graphEntries(graphs: Graphs) {
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const { temperature } = graphs;
  if ('graph' in graphs) return { schemaVersion: 1, temperature, sha256: hashOf(graphs.graph) };
  const sha256 = { embedding: hashOf(graphs.embedding), head: hashOf(graphs.head) };
  return { schemaVersion: 2, temperature, sha256, context: graphs.context };
}
