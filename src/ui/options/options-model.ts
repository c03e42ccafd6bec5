// What the options page shows, decided in one place from the catalogue, the choice and the state of the analysis.

import { type CatalogueModel, DEFAULT_MODEL, type ModelName } from '../../analysis/emotion/catalogue.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { MODEL_WORDS, type ModelWords, modelProblem } from '../model-words.ts';

/** The models of this build, as far as they are known. */
export type CatalogueState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly models: readonly CatalogueModel[] }
  /** `problem` is a sentence: what is wrong and what to do. */
  | { readonly kind: 'failed'; readonly problem: string };

export interface ModelGroup {
  readonly purpose: ModelWords['purpose'];
  readonly title: string;
  readonly models: readonly CatalogueModel[];
}

/** Which model listens now, and which one is to follow. */
export interface InUse {
  readonly name: ModelName;
  /** As records call it. */
  readonly model: string;
  readonly next: ModelName | null;
}

export interface OptionsModel {
  /** Null while the analysis is starting, and when nothing works. */
  readonly inUse: InUse | null;
  readonly problem: string | null;
  /** Groups without models are left out. */
  readonly groups: readonly ModelGroup[];
  /** The model that is marked as chosen. */
  readonly chosen: ModelName;
  /** There is more than one model. */
  readonly canChoose: boolean;
}

const GROUPS = [
  { purpose: 'calls', title: 'For calls' },
  { purpose: 'comparison', title: 'For comparison' },
] as const;

/**
 * @param live null until the first snapshot has come
 * @param chosen what is stored; a model that this build doesn't have counts as the default one
 */
export function makeOptionsModel(
  catalogue: CatalogueState,
  live: LiveSnapshot | null,
  chosen: ModelName,
): OptionsModel {
  const models = catalogue.kind === 'ready' ? catalogue.models : [];
  const engine = live?.engine ?? null;
  return {
    inUse:
      engine?.kind === 'ready'
        ? {
            name: engine.name,
            model: engine.model,
            next: engine.change?.kind === 'loading' ? engine.change.name : null,
          }
        : null,
    problem: (engine && modelProblem(engine)) ?? (catalogue.kind === 'failed' ? catalogue.problem : null),
    groups: GROUPS.map(({ purpose, title }) => ({
      purpose,
      title,
      models: models.filter(({ name }) => MODEL_WORDS[name].purpose === purpose),
    })).filter((group) => group.models.length > 0),
    chosen: models.some(({ name }) => name === chosen) ? chosen : DEFAULT_MODEL,
    canChoose: models.length > 1,
  };
}
