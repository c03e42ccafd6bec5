// Which models there are to choose from. The build writes the catalogue from the models it ships
// (src/node/model-folder.ts); pages and the analysis read it, or a model's files, by name.

import * as v from 'valibot';
import { metricsSchema } from './manifest.ts';

/**
 * Every name a model can have, in the order in which they are offered. A build ships those whose files are there;
 * `default` always. A name that ends in `-report` is an architecture as the original report built it.
 */
export const MODEL_NAMES = [
  'default',
  'cnn',
  'transformer',
  'cnn-lstm',
  'wav2vec2',
  'cnn-report',
  'transformer-report',
  'cnn-lstm-report',
] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/** What serves until the user chooses, and when the chosen model can't. */
export const DEFAULT_MODEL: ModelName = 'default';

const catalogueSchema = v.object({
  schemaVersion: v.literal(1),
  models: v.array(
    v.object({
      name: v.picklist(MODEL_NAMES),
      version: v.string(),
      /** Size of the graph. */
      sizeBytes: v.number(),
      metrics: metricsSchema,
    }),
  ),
});
export type Catalogue = v.InferOutput<typeof catalogueSchema>;
/** One model on offer: what a person needs to choose by. */
export type CatalogueModel = Catalogue['models'][number];

/** Where the extension serves its catalogue, relative to its root. */
export const CATALOGUE_FILE = 'models/catalogue.json';

/** @throws Error naming the field that does not fit */
export function parseCatalogue(json: unknown): Catalogue {
  const result = v.safeParse(catalogueSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `The catalogue of models does not fit: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}. Reinstall Evenkeel.`,
  );
}

/** Whether this is a model's name: choices that were stored by another version may name one that is gone. */
export function isModelName(name: unknown): name is ModelName {
  return MODEL_NAMES.some((known) => known === name);
}

/** A model's graph and manifest, without their ending, below the folder of the models. */
export function modelPath(name: ModelName): string {
  return name === DEFAULT_MODEL ? 'emotion' : `architectures/${name}`;
}

/** How the name of a head's file ends. */
export const HEAD_ENDING = '-head.onnx';

/** The file of a model's head, where it has one, below the folder of the models. */
export function headFile(name: ModelName): string {
  return `${modelPath(name)}${HEAD_ENDING}`;
}

/** What records call a model: its version, and its name where it isn't the default one ("cnn 1.0.0"). */
export function modelLabel(name: ModelName, version: string): string {
  return name === DEFAULT_MODEL ? version : `${name} ${version}`;
}
