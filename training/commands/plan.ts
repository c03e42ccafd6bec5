// Which models npm run evaluate runs over which clips.

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clip } from '../data/corpus.ts';
import { FOLDS, type Fold } from '../data/folds.ts';
import { randomSplit } from '../data/random-split.ts';
import { PROTOCOLS, type Protocol } from '../evaluation/report.ts';
import { CONDITIONS, type Condition } from '../sound/conditions.ts';
import { cremaDFolder, foldOf } from './arguments.ts';
import { isHead, type ModelUnderTest } from './model-under-test.ts';

export interface EvaluationArguments {
  /** One graph, or one or more heads. */
  readonly models: readonly string[];
  readonly cremaD: string;
  readonly protocol: Protocol;
  readonly conditions: readonly Condition[];
  readonly fold: Fold | null;
  /** Where the metrics document goes. */
  readonly json: string | null;
}

/**
 * Reads `--model FILE` (a .head may come several times), `--crema-d DIR` (or CREMA_D_DIR), `--protocol P`,
 * `--condition C` (which may come several times), `--fold N` and `--json FILE`.
 * @throws Error naming what is wrong and what there is to choose.
 */
export function parseEvaluationArguments(args: readonly string[]): EvaluationArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string', multiple: true, default: ['models/emotion.onnx'] },
      'crema-d': { type: 'string' },
      protocol: { type: 'string', default: PROTOCOLS[0] },
      condition: { type: 'string', multiple: true, default: [] },
      fold: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const protocol = choose('protocol', values.protocol, PROTOCOLS);
  const fold = values.fold === undefined ? null : foldOf(values.fold);
  if (values.model.length > 1 && (!values.model.every(isHead) || fold !== null)) {
    throw new Error(
      'Only heads can be measured together, each on its own fold: give one --model, or .head files and no --fold.',
    );
  }
  if (protocol === 'random-80-20' && fold !== null) {
    throw new Error(`--protocol random-80-20 has no folds; leave out --fold ${fold.number}.`);
  }
  if (protocol === 'random-80-20' && values.model.some(isHead)) {
    throw new Error("A fold's head is measured by --protocol speaker-disjoint-5fold.");
  }
  const named = new Set(values.condition.map((condition) => choose('condition', condition, CONDITIONS)));
  return {
    models: values.model,
    cremaD: cremaDFolder(values['crema-d']),
    protocol,
    conditions: named.size === 0 ? CONDITIONS : [...named],
    fold,
    json: values.json ?? null,
  };
}

/** Some clips that a model is run over; one fold of the figures. */
export interface Part {
  readonly name: string;
  readonly model: ModelUnderTest;
  readonly clips: readonly Clip[];
}

/**
 * A head is run over its own fold, or the one that is asked for; a graph over all folds or the one that is asked for,
 * or over the tested fifth of the random split.
 * @throws Error when none of the corpus's clips are among them.
 */
export function partsOf(
  { protocol, fold }: Pick<EvaluationArguments, 'protocol' | 'fold'>,
  models: readonly ModelUnderTest[],
  corpus: readonly Clip[],
): Part[] {
  const parts = models.flatMap((model) => {
    if (protocol === 'random-80-20') {
      const clips = [...randomSplit(corpus).test].flatMap((row) => corpus[row] ?? []);
      return [{ name: protocol, model, clips }];
    }
    const own = FOLDS.filter(({ number }) => number === model.fold);
    const chosen = fold === null ? (own.length > 0 ? own : FOLDS) : [fold];
    return chosen.map(({ number, test }) => ({
      name: `fold ${number}`,
      model,
      clips: corpus.filter((clip) => test.includes(clip.actor)),
    }));
  });
  const spoken = parts.filter((part) => part.clips.length > 0);
  if (spoken.length === 0) {
    throw new Error(`The CREMA-D folder has no clips of ${parts.map((part) => part.name).join(', ')}.`);
  }
  return spoken;
}

/** How many actors of these parts helped to train or tune the model that is run over them. */
export function heardActors(parts: readonly Part[]): number {
  const heard = parts.flatMap(({ model, clips }) =>
    clips.map((clip) => clip.actor).filter((actor) => !model.unseen.includes(actor)),
  );
  return new Set(heard).size;
}

/**
 * Makes sure before the long work that its result can be written.
 * @throws Error when its folder is not there.
 */
export async function checkFolderOf(file: string): Promise<void> {
  const folder = dirname(file);
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`--json ${file}: there is no folder ${folder}.`);
}

function choose<T extends string>(option: string, given: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === given);
  if (choice === undefined) throw new Error(`--${option} ${given}: choose ${choices.join(' or ')}.`);
  return choice;
}
