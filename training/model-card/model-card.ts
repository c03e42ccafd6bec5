// The text of models/MODEL_CARD.md: what the model is, how well it does and for whom, and what it must not be used for.
// Written for people who decide about it, a works council among them. All figures come from the metrics documents.

import { NOT_SURE_BELOW } from '../../src/analysis/emotion/calibration.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { ModelManifest } from '../../src/analysis/emotion/manifest.ts';
import type { MetricsDocument, StoredResult } from '../evaluation/metrics-document.ts';
import type { SentenceDocument } from '../evaluation/sentence-document.ts';
import { decimals, listed, percent, titleOfArchitecture, titleOfCondition } from '../evaluation/words.ts';
import { ETHICS, LIMITS, ORIGIN, USE } from './model-card-prose.ts';
import {
  architectureTable,
  conditionTable,
  confusionMarkdown,
  emotionTable,
  groupTable,
  listenerTable,
  notSureTable,
  sentenceTable,
} from './model-card-tables.ts';

export interface CardSources {
  readonly manifest: ModelManifest;
  /** Of every architecture, the shipped one among them. */
  readonly documents: readonly MetricsDocument[];
  /** New voices with unknown sentences; null where that was not measured. */
  readonly sentences: SentenceDocument | null;
  /** The folds of the shipped model, measured in the form and the build that serve; null where they were not. */
  readonly served: MetricsDocument | null;
  /** Names of the plots that lie in plots/ beside the card. */
  readonly plots: readonly string[];
}

/**
 * The document that the shipped model's manifest has its figures from.
 * @throws Error when there is none: manifest and metrics are then from different trainings.
 */
export function shippedDocument({
  manifest,
  documents,
}: Pick<CardSources, 'manifest' | 'documents'>): MetricsDocument {
  const measured = Object.entries(manifest.metrics);
  const found = documents.find((document) =>
    measured.every(([condition, { uar }]) =>
      newVoices(document).some((result) => result.condition === condition && result.mean.uar === uar),
    ),
  );
  if (found === undefined || measured.length === 0) {
    throw new Error(
      'No file in models/metrics has the figures of models/emotion.json. Both are written by npm run train; commit them together.',
    );
  }
  return found;
}

/** The card as Markdown. */
export function modelCard(sources: CardSources): string {
  const document = shippedDocument(sources);
  const results = newVoices(document);
  const sections = [
    introduction(sources.manifest, results, sources.sentences),
    meaning(results),
    whatItIs(sources.manifest, document),
    USE,
    trainingData(sources.manifest),
    performance(results),
    asServed(sources),
    newSentences(sources.sentences),
    calibration(sources, document, results),
    groups(results),
    listeners(results),
    architectures(sources, document),
    LIMITS,
    ETHICS,
    licences(sources.manifest),
    ORIGIN,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Results on actors that the model has not heard. */
export function newVoices({ results }: MetricsDocument): StoredResult[] {
  return results.filter(({ protocol }) => protocol === 'speaker-disjoint-5fold');
}

function introduction(
  { version }: ModelManifest,
  results: readonly StoredResult[],
  sentences: SentenceDocument | null,
): string {
  const unheard = (sentences?.results ?? []).map(
    ({ condition, unknown }) =>
      `${percent(unknown.mean.accuracy)} (${titleOfCondition(condition).toLowerCase()})`,
  );
  const newSentences =
    unheard.length === 0
      ? ''
      : `\nWhere the sentence was as new to it as the voice, it was right for ${listed(unheard)}.`;
  const hits = results.map(
    ({ condition, mean }) => `${percent(mean.accuracy)} (${titleOfCondition(condition).toLowerCase()})`,
  );
  return `# Model card: the emotion model of Evenkeel, version ${version}

<!-- Written by npm run model-card from emotion.json, metrics/ and curves/. Changes by hand are lost, and a test notices. -->

The model listens to three seconds of the customer's voice at a time and gives a probability to each of six emotions:
${listed(EMOTIONS)}. On recordings of actors whom it had never heard, it names the emotion that the
actor was asked to play for ${listed(hits)} of the clips; guessing would get 17 %.${newSentences}
**These are actors reading single sentences in English. How often it is right on your calls is not known; expect less.**`;
}

function meaning(results: readonly StoredResult[]): string {
  const hasBrier = results.some(({ mean }) => mean.brier !== undefined);
  const hasIntervals = results.some(({ uarInterval }) => uarInterval != null);
  const probabilities = hasBrier
    ? '**Log loss** (in nats) and **Brier score** (0 to 2) measure the probabilities themselves; less is better. Giving all six the same gets 1.792 and 0.833.'
    : '**Log loss** (in nats) measures the probabilities themselves; less is better. Giving all six the same gets 1.792.';
  const interval = hasIntervals
    ? ' A **95 % interval** says how far a figure could move had other actors like these been recorded (bootstrap over actors, 1000 draws).'
    : '';
  const conditions = results.map(
    ({ condition }) => `**${titleOfCondition(condition)}** is ${CONDITION_MEANINGS[condition]}.`,
  );
  return `## The words in this card

- **Accuracy**: the share of clips for which the most probable emotion is the intended one.
- **UAR** (unweighted average recall): the mean of the six emotions' shares, so that none counts more for having more clips. Chance is 0.167.
- **Precision** of an emotion: of the clips that the model gives that name, the share that has it. **Recall**: of the clips that have it, the share that the model finds. **F1** is the harmonic mean of both, **macro F1** the mean over the emotions.
- ${probabilities}
- **ECE** (expected calibration error): by how much confidence and accuracy differ on average. At 0.03, answers that claim 80 % are typically right 77 to 83 % of the time.
- ${conditions.join(' ')}
- **±** is the standard deviation over the folds.${interval}`;
}

const CONDITION_MEANINGS: Readonly<Record<StoredResult['condition'], string>> = {
  clean: 'the recording as it is',
  phone: '300 to 3400 Hz at 8 kHz, µ-law, with 1 % of the packets lost',
  opus: 'the codec of web calls at 24 kb/s',
};

function whatItIs(manifest: ModelManifest, { architecture, parameters, sizeBytes }: MetricsDocument): string {
  const encoder =
    manifest.encoder == null
      ? 'It was trained from scratch'
      : `It is the first ${manifest.encoder.layers} layers of a speech encoder, ${manifest.encoder.name}, as they were published but for one convolution, which is done in int8, with a small trained head on top`;
  return `## What it is

One ONNX graph, \`emotion.onnx\` (${titleOfArchitecture(architecture)}). ${encoder}: ${(parameters / 1e6).toFixed(1)} million parameters, ${(sizeBytes / 1e6).toFixed(1)} MB.

- In: ${manifest.windowSeconds} seconds of mono audio at ${manifest.sampleRate / 1000} kHz. Out: one number for each emotion, made into probabilities by a softmax at ${temperatureWords(manifest)}.
- It runs in the browser, on the agent's machine. It makes no network request, stores nothing and does not learn from calls.
- It is trained on how something is said. It writes down no words, and it is not made to tell who is speaking.
- SHA-256 ${hashWords(manifest)}`;
}

function temperatureWords({ temperature }: ModelManifest): string {
  if (typeof temperature === 'number') return `the temperature ${decimals(temperature)}`;
  return `a temperature from ${decimals(temperature.cold)}, where nothing is known of the voice, to ${decimals(temperature.known)}`;
}

function hashWords({ sha256 }: ModelManifest): string {
  if (typeof sha256 === 'string') return `\`${sha256}\``;
  return `\`${sha256.embedding}\`, of the head \`${sha256.head}\``;
}

function trainingData({ trainedOn, encoder }: ModelManifest): string {
  const published =
    encoder == null ? '' : ' What the published speech encoder was trained on is for its makers to say.';
  return `## What it was trained on

${trainedOn}.

CREMA-D (Cao et al. 2014) has 91 actors of 20 to 74 years, recorded in the United States, 48 men and 43 women, who speak twelve
fixed English sentences in six emotions. The emotion is the one that the director asked for, not one that was felt.
The published figures come from five folds: each time the model is trained without 18 or 19 of the actors and measured on
those, so every figure is of voices that it had not heard. The model that ships is then trained on all 91.
No call, no customer and no agent was part of this training, and no recording is part of Evenkeel.${published}`;
}

function performance(results: readonly StoredResult[]): string {
  const confusions = results
    .filter(({ condition }) => condition !== 'opus')
    .map((result) => `${titleOfCondition(result.condition)}:\n\n${confusionMarkdown(result)}`);
  return `## How well it does on new voices

${conditionTable(results)}

By emotion:

${emotionTable(results)}

What each intended emotion (row) was taken for (column):

${confusions.join('\n\n')}`;
}

/** @throws Error when the served figures are of another version than the one that ships */
function asServed({ manifest, served }: CardSources): string {
  if (served === null) return '';
  if (served.version !== manifest.version) {
    throw new Error(
      `models/metrics/served.json is of version ${served.version ?? 'unknown'}, and ${manifest.version} ships. Measure it again: npm run evaluate with the five heads of models/folds and --json models/metrics/served.json.`,
    );
  }
  return `## How well it does as it is served

This model's other figures come from the encoder as it was published, in ONNX Runtime's native build, which is
quicker. The graph that ships does one convolution in int8, and the browser runs it in WebAssembly, which rounds differently. The same
folds on the same clips, measured in that form and that build (\`npm run evaluate\`):

${conditionTable(newVoices(served))}`;
}

function newSentences(sentences: SentenceDocument | null): string {
  if (sentences === null) return '';
  return `## What it owes to knowing the sentences

CREMA-D has only twelve sentences, so a model can learn how an emotion sounds in just these. For this check each fold's head is
trained once more without two or three of them, and both heads are measured on what new voices say in those: ${sentences.clips} clips in all
(recipe of version ${sentences.model}).

${sentenceTable(sentences)}

Callers say other sentences than these twelve, so the right-hand columns are the better guess of how often the model is right with
them. They err on the low side as far as the second head had fewer clips to learn from. The figures of the other sections, and those of the
score, are of sentences that the model knows.`;
}

function calibration(
  { plots }: CardSources,
  { architecture }: MetricsDocument,
  results: readonly StoredResult[],
): string {
  const gaps = results.map(
    ({ condition, mean }) => `${decimals(mean.ece)} (${titleOfCondition(condition).toLowerCase()})`,
  );
  const table = notSureTable(results);
  const threshold = `Where no emotion reaches ${percent(NOT_SURE_BELOW)}, the panel says **not sure**.`;
  const notSure =
    table === '' ? threshold : `${threshold} Window by window, on its own, that gives\n\n${table}`;
  return joined(
    `## Whether its confidence can be trusted

The probabilities are scaled by one temperature, fitted on actors that the model had not heard, so that they can be taken at their
word: confidence and accuracy differ by ${listed(gaps)} on average.`,
    plotOf(plots, `${architecture}-reliability.svg`, 'Reliability diagram: confidence against accuracy'),
    notSure,
    plotOf(
      plots,
      `${architecture}-risk-coverage.svg`,
      'Share of right answers against share of clips answered',
    ),
  );
}

function groups(results: readonly StoredResult[]): string {
  const hasIntervals = results.some(({ uarInterval }) => uarInterval != null);
  const caution = hasIntervals
    ? 'Differences that are smaller than these intervals may be chance, which does not show that there is none. '
    : '';
  return `## For whom it works how well

${groupTable(results)}

${caution}The groups are those that CREMA-D names, in its words, and some have few actors. Accents, dialects, speech or hearing
impairments, illness and age beyond 74 are not covered at all.`;
}

function listeners(results: readonly StoredResult[]): string {
  const table = listenerTable(results);
  const [people] = results.flatMap((result) => result.listeners ?? []);
  if (people === undefined) return '';
  return `## Beside human listeners

About ten people heard each clip by voice alone and named the emotion. On the same ${people.clips} clips (in ${people.tied} of them two or
more emotions share the most votes, and each counts by its share):

${table}

The model beats a listener at guessing what the actor was asked for because it was trained on exactly that, on these sentences. It does not
mean that it understands people better: where people disagree about how somebody sounds, there is no right answer to beat.
Listeners hear many clips as neutral that were played as something else; the model's probabilities are about what was played, and so
stay far from the votes (KL divergence). For "agrees with most listeners", one listener is held against the others who heard the clip.`;
}

function architectures({ documents, plots }: CardSources, shipped: MetricsDocument): string {
  const others = documents.filter((document) => document !== shipped);
  if (others.length === 0) return '';
  const curves = documents.flatMap(({ architecture }) => {
    const title = `Loss and accuracy by epoch: ${titleOfArchitecture(architecture)}`;
    const plot = plotOf(plots, `${architecture}-learning-curves.svg`, title);
    return plot === '' ? [] : [plot];
  });
  const hasRandom = documents.some(({ results }) =>
    results.some(({ protocol }) => protocol === 'random-80-20'),
  );
  const random = hasRandom
    ? 'A random split of clips has the same actors in training and test, as the original report had; it is given for comparison with that report only.'
    : '';
  return joined(
    '## The architectures compared',
    architectureTable([shipped, ...others]),
    random,
    curves.length === 0 ? '' : `How training went (mean over the folds):\n\n${curves.join('\n\n')}`,
  );
}

function licences({ licences: parts }: ModelManifest): string {
  const lines = parts.map(({ part, licence, holder }) => `- ${part}: ${licence}, ${holder}`);
  return `## Licences\n\n${lines.join('\n')}`;
}

function plotOf(plots: readonly string[], file: string, words: string): string {
  return plots.includes(file) ? `![${words}](plots/${file})` : '';
}

/** Paragraphs, without the empty ones. */
function joined(...paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
