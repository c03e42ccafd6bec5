// The model card's tables. Each is empty text where a document does not have what it shows.

import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { Grouping } from '../evaluation/groups.ts';
import type { MetricsDocument, StoredResult } from '../evaluation/metrics-document.ts';
import type { SentenceDocument } from '../evaluation/sentence-document.ts';
import {
  decimals,
  GROUP_TITLES,
  percent,
  titleOfArchitecture,
  titleOfCondition,
} from '../evaluation/words.ts';

type Interval = readonly [number, number] | null | undefined;

/** A table in Markdown: the first column is words, the others are figures. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** All figures, a row for each condition. */
export function conditionTable(results: readonly StoredResult[]): string {
  const hasIntervals = results.some((result) => result.uarInterval != null);
  const hasBrier = results.some(({ mean }) => mean.brier !== undefined);
  const head = [
    '',
    'UAR',
    ...(hasIntervals ? ['95 % interval'] : []),
    ...['accuracy', 'macro F1', 'precision', 'recall', 'log loss'],
    ...(hasBrier ? ['Brier'] : []),
    'ECE',
  ];
  const rows = results.map(({ condition, mean, sd, uarInterval }) => [
    titleOfCondition(condition),
    `${decimals(mean.uar)} ± ${decimals(sd.uar)}`,
    ...(hasIntervals ? [intervalText(uarInterval)] : []),
    ...[mean.accuracy, mean.macroF1, mean.precision, mean.recall, mean.logLoss].map(decimals),
    ...(hasBrier ? [decimals(mean.brier)] : []),
    decimals(mean.ece),
  ]);
  return markdownTable(head, rows);
}

/** Recall, precision and F1 of each emotion under each condition. */
export function emotionTable(results: readonly StoredResult[]): string {
  const head = [
    '',
    'clips',
    ...results.flatMap(({ condition }) => {
      const name = titleOfCondition(condition).toLowerCase();
      return [`recall, ${name}`, `precision, ${name}`, `F1, ${name}`];
    }),
  ];
  const rows = EMOTIONS.map((emotion) => [
    emotion,
    String(results[0]?.perClass[emotion]?.clips ?? 0),
    ...results.flatMap(({ perClass }) => {
      const figures = perClass[emotion];
      return [figures?.recall, figures?.precision, figures?.f1].map(decimals);
    }),
  ]);
  return results.length === 0 ? '' : markdownTable(head, rows);
}

/** Of each true emotion (row), what it was taken for (column). */
export function confusionMarkdown({ confusion }: StoredResult): string {
  const rows = EMOTIONS.map((emotion, k) => {
    const shares = (confusion[k] ?? []).map((share, j) =>
      j === k ? `**${percent(share)}**` : percent(share),
    );
    return [emotion, ...shares];
  });
  return markdownTable(['', ...EMOTIONS], rows);
}

/** What the threshold of "not sure" does under each condition. */
export function notSureTable(results: readonly StoredResult[]): string {
  const rows = results.flatMap(({ condition, mean, notSure }) =>
    notSure === undefined
      ? []
      : [
          [
            titleOfCondition(condition),
            percent(notSure.coverage),
            decimals(notSure.accuracy),
            decimals(notSure.uar),
            decimals(notSure.accuracyWithheld),
            decimals(mean.accuracy),
          ],
        ],
  );
  return markdownTable(
    ['', 'answered', 'accuracy', 'UAR', 'accuracy had it guessed', 'accuracy over all clips'],
    rows,
  );
}

/** UAR and calibration of each group of speakers, under each condition. */
export function groupTable(results: readonly StoredResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const hasIntervals = Object.values(first.groups.sex).some((group) => group.uarInterval !== undefined);
  const figuresOf = (grouping: Grouping, group: string) => {
    const found = results.map((result) => result.groups[grouping]?.[group]);
    return found.every((figures) => figures !== undefined) ? found : [];
  };
  const rows = (Object.keys(GROUP_TITLES) as Grouping[]).flatMap((grouping) => {
    const { title, groups } = GROUP_TITLES[grouping];
    return Object.entries(groups).flatMap(([group, words]) => {
      const figures = figuresOf(grouping, group);
      const [one] = figures;
      if (one === undefined) return [];
      const isTooSmall = one.uarInterval === null;
      const cells = figures.map(({ uar, uarInterval }) => {
        if (isTooSmall) return 'too few actors to say';
        return hasIntervals ? `${decimals(uar)} (${intervalText(uarInterval)})` : decimals(uar);
      });
      return [[`${title}: ${words}`, String(one.actors), String(one.clips), ...cells]];
    });
  });
  const conditions = results.map(({ condition }) => titleOfCondition(condition).toLowerCase());
  const unit = hasIntervals ? 'UAR (95 % interval)' : 'UAR';
  return markdownTable(['', 'actors', 'clips', ...conditions.map((name) => `${unit}, ${name}`)], rows);
}

/** New voices that say sentences which the head knows, and which it doesn't, under each condition. */
export function sentenceTable({ results }: SentenceDocument): string {
  const rows = results.map(({ condition, known, unknown }) => [
    titleOfCondition(condition),
    ...[known, unknown].flatMap(({ mean, sd }) => [
      `${decimals(mean.uar)} ± ${decimals(sd.uar)}`,
      decimals(mean.accuracy),
    ]),
  ]);
  return markdownTable(['', 'UAR, known', 'accuracy, known', 'UAR, unknown', 'accuracy, unknown'], rows);
}

/** Model, most votes and one listener on the same clips. */
export function listenerTable(results: readonly StoredResult[]): string {
  const [people] = results.flatMap(({ listeners }) => listeners ?? []);
  if (people === undefined) return '';
  const hits = ({ accuracy, uar }: { accuracy: number; uar: number }) => [decimals(accuracy), decimals(uar)];
  const models = results.flatMap(({ condition, listeners }) =>
    listeners == null
      ? []
      : [
          [
            `Model, ${titleOfCondition(condition).toLowerCase()}`,
            ...hits(listeners.intended.model),
            decimals(listeners.agreement),
            decimals(listeners.klDivergence),
          ],
        ],
  );
  return markdownTable(
    ['', 'intended: accuracy', 'intended: UAR', 'agrees with most listeners', 'KL from the votes, nats'],
    [
      ...models,
      ['Most listeners', ...hits(people.intended.plurality), '–', '–'],
      ['One listener', ...hits(people.intended.rater), decimals(people.raterAgreement), '–'],
      ['A guess by the mean of all votes', '–', '–', '–', decimals(people.klDivergenceOfMeanVote)],
    ],
  );
}

/** Every architecture: UAR on new voices in each condition, size; accuracy on the original report's split. */
export function architectureTable(documents: readonly MetricsDocument[]): string {
  const conditions = ['clean', 'phone', 'opus'] as const;
  const find = (document: MetricsDocument, protocol: string, condition: string) =>
    document.results.find((result) => result.protocol === protocol && result.condition === condition);
  const hasRandom = documents.some((document) => find(document, 'random-80-20', 'clean') !== undefined);
  const rows = documents.map((document) => [
    titleOfArchitecture(document.architecture),
    `${(document.sizeBytes / 1e6).toFixed(1)} MB`,
    ...conditions.map((condition) => {
      const result = find(document, 'speaker-disjoint-5fold', condition);
      return result === undefined ? '–' : `${decimals(result.mean.uar)} ± ${decimals(result.sd.uar)}`;
    }),
    decimals(find(document, 'speaker-disjoint-5fold', 'clean')?.mean.ece),
    ...(hasRandom ? [decimals(find(document, 'random-80-20', 'clean')?.mean.accuracy)] : []),
  ]);
  return markdownTable(
    [
      '',
      'size',
      ...conditions.map((condition) => `UAR, ${titleOfCondition(condition).toLowerCase()}`),
      'ECE, clean',
      ...(hasRandom ? ['accuracy, random split of clips'] : []),
    ],
    rows,
  );
}

function intervalText(interval: Interval): string {
  return interval == null ? '–' : `${decimals(interval[0])} to ${decimals(interval[1])}`;
}
