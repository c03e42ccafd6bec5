// The models that lie in a folder: what the build ships, and what tests hold the words and the choice against.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../analysis/caught.ts';
import {
  type Catalogue,
  type CatalogueModel,
  HEAD_ENDING,
  headFile,
  isModelName,
  MODEL_NAMES,
  type ModelName,
  modelPath,
} from '../analysis/emotion/catalogue.ts';
import { parseManifest } from '../analysis/emotion/manifest.ts';

export interface ModelFolder {
  readonly catalogue: Catalogue;
  /** Graphs and manifests, as paths relative to the folder with "/" between their parts. */
  readonly files: readonly string[];
}

/** @throws Error naming the file, when its manifest is missing or doesn't fit, or its head is missing */
function entryOf(
  folder: string,
  name: ModelName,
): { readonly graphs: readonly string[]; readonly model: CatalogueModel } {
  const graph = path.join(folder, `${modelPath(name)}.onnx`);
  const manifestFile = path.join(folder, `${modelPath(name)}.json`);
  if (!existsSync(manifestFile)) throw new Error(`${graph} has no manifest: expected it at ${manifestFile}.`);
  try {
    const { schemaVersion, version, metrics } = parseManifest(JSON.parse(readFileSync(manifestFile, 'utf8')));
    const graphs = [`${modelPath(name)}.onnx`, ...(schemaVersion === 2 ? [headFile(name)] : [])];
    const sizeBytes = graphs.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    return { graphs, model: { name, version, sizeBytes, metrics } };
  } catch (cause) {
    throw new Error(`${manifestFile}: ${errorMessage(cause)}`, { cause });
  }
}

/**
 * Reads `emotion.onnx` and every `architectures/<name>.onnx`, each with its manifest beside it, and its head where the
 * manifest says that it has one.
 *
 * @param folder the folder of the models
 * @throws Error in a sentence when the default model is missing, a graph has no manifest or one that does not fit,
 *   or a graph has a name that nobody has words for
 */
export function readModelFolder(folder: string): ModelFolder {
  const architectures = path.join(folder, 'architectures');
  const graphs = existsSync(architectures) ? readdirSync(architectures) : [];
  const exported = graphs
    .filter((file) => file.endsWith('.onnx') && !file.endsWith(HEAD_ENDING))
    .map((file) => file.slice(0, -'.onnx'.length));
  const stranger = exported.find((name) => !isModelName(name));
  if (stranger !== undefined) {
    throw new Error(
      `There is a model "${stranger}" in ${architectures}; the names that can be offered are ${MODEL_NAMES.join(', ')}. Add it to MODEL_NAMES.`,
    );
  }
  const names = MODEL_NAMES.filter((name) => name === 'default' || exported.includes(name));
  const entries = names.map((name) => entryOf(folder, name));
  return {
    catalogue: { schemaVersion: 1, models: entries.map(({ model }) => model) },
    files: entries.flatMap(({ graphs, model }) => [...graphs, `${modelPath(model.name)}.json`]),
  };
}
