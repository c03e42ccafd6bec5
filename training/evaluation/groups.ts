// Figures by who speaks: sex, age group, race and ethnicity of the actors, with intervals that know how few they are.

import { type Actor, actorOf, ageGroupOf } from '../data/actors.ts';
import type { Clip } from '../data/corpus.ts';
import { type Interval, speakerInterval } from './bootstrap.ts';
import { confusionOf, type Figures, figuresOf, type Predictions, predictionsAt } from './metrics.ts';

/** Figures of a group of speakers, over all folds' test clips together. */
export type GroupFigures = Pick<Figures, 'uar' | 'accuracy' | 'macroF1' | 'logLoss' | 'ece'> & {
  readonly clips: number;
  readonly actors: number;
  /** 95 % interval of the UAR, drawn over actors; null where there are fewer than five. */
  readonly uarInterval: Interval | null;
};

const GROUPINGS = {
  sex: (actor: Actor) => actor.sex,
  age: ageGroupOf,
  race: (actor: Actor) => actor.race,
  ethnicity: (actor: Actor) => actor.ethnicity,
} satisfies Record<string, (actor: Actor) => string>;

export type Grouping = keyof typeof GROUPINGS;

/** Figures by group name, for each way of grouping. */
export type Groups = Readonly<Record<Grouping, Readonly<Record<string, GroupFigures>>>>;

/**
 * Figures of every group that speaks some of the clips.
 * @param predictions of the clips, in their order
 */
export function groupsOf(clips: readonly Clip[], predictions: Predictions): Groups {
  const figuresBy = (grouping: Grouping) => {
    const names = clips.map((clip) => GROUPINGS[grouping](actorOf(clip.actor)));
    const groups = [...new Set(names)].sort().map((name) => {
      const rows = [...names.keys()].filter((row) => names[row] === name);
      return [name, groupFigures(clips, predictions, rows, `${grouping}/${name}`)] as const;
    });
    return Object.fromEntries(groups);
  };
  return {
    sex: figuresBy('sex'),
    age: figuresBy('age'),
    race: figuresBy('race'),
    ethnicity: figuresBy('ethnicity'),
  };
}

/** 95 % interval of the UAR of some clips, by their numbers. */
export function uarInterval(
  clips: readonly Clip[],
  predictions: Predictions,
  rows: readonly number[],
  seed: string,
): Interval | null {
  const byActor = new Map<number, number[]>();
  for (const row of rows) {
    const actor = clips[row]?.actor ?? 0;
    byActor.set(actor, [...(byActor.get(actor) ?? []), row]);
  }
  const confusions = [...byActor.values()].map((own) => confusionOf(predictionsAt(predictions, own)));
  return speakerInterval(confusions, seed);
}

function groupFigures(
  clips: readonly Clip[],
  predictions: Predictions,
  rows: readonly number[],
  seed: string,
): GroupFigures {
  const { uar, accuracy, macroF1, logLoss, ece } = figuresOf(predictionsAt(predictions, rows));
  return {
    clips: rows.length,
    actors: new Set(rows.map((row) => clips[row]?.actor)).size,
    uar,
    uarInterval: uarInterval(clips, predictions, rows, seed),
    accuracy,
    macroF1,
    logLoss,
    ece,
  };
}
