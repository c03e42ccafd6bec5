// The models that lie in a folder: what the build ships, and what tests hold the words and the choice against.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../analysis/caught.ts';
import {
  type Catalogue,
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

/** @throws Error naming the file, when its manifest is missing or doesn't fit */
function entryOf(folder: string, name: ModelName): Catalogue['models'][number] {
  const graph = path.join(folder, `${modelPath(name)}.onnx`);
  const manifestFile = path.join(folder, `${modelPath(name)}.json`);
  if (!existsSync(manifestFile)) throw new Error(`${graph} has no manifest: expected it at ${manifestFile}.`);
  try {
    const { version, metrics } = parseManifest(JSON.parse(readFileSync(manifestFile, 'utf8')));
    return { name, version, sizeBytes: statSync(graph).size, metrics };
  } catch (cause) {
    throw new Error(`${manifestFile}: ${errorMessage(cause)}`, { cause });
  }
}

/**
 * Reads `emotion.onnx` and every `architectures/<name>.onnx`, each with its manifest beside it.
 *
 * @param folder the folder of the models
 * @throws Error in a sentence when the default model is missing, a graph has no manifest or one that does not fit,
 *   or a graph has a name that nobody has words for
 */
export function readModelFolder(folder: string): ModelFolder {
  const architectures = path.join(folder, 'architectures');
  const graphs = existsSync(architectures) ? readdirSync(architectures) : [];
  const exported = graphs
    .filter((file) => file.endsWith('.onnx'))
    .map((file) => file.slice(0, -'.onnx'.length));
  const stranger = exported.find((name) => !isModelName(name));
  if (stranger !== undefined) {
    throw new Error(
      `There is a model "${stranger}" in ${architectures}; the names that can be offered are ${MODEL_NAMES.join(', ')}. Add it to MODEL_NAMES.`,
    );
  }
  const names = MODEL_NAMES.filter((name) => name === 'default' || exported.includes(name));
  return {
    catalogue: { schemaVersion: 1, models: names.map((name) => entryOf(folder, name)) },
    files: names.flatMap((name) => [`${modelPath(name)}.onnx`, `${modelPath(name)}.json`]),
  };
}
