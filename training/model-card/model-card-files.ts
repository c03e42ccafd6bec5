// All files that npm run model-card writes, from what lies in models/.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '../../src/analysis/emotion/manifest.ts';
import { type CurvesDocument, meanCurve, parseCurvesDocument } from '../evaluation/curves.ts';
import { type MetricsDocument, parseMetricsDocument } from '../evaluation/metrics-document.ts';
import { learningCurvesPlot, reliabilityPlot, riskCoveragePlot } from '../evaluation/plots.ts';
import { parseSentenceDocument } from '../evaluation/sentence-document.ts';
import { titleOfArchitecture } from '../evaluation/words.ts';
import { parseScoreDocument } from '../planted-calls/score-document.ts';
import { scorePlot } from '../planted-calls/score-plot.ts';
import { modelCard, newVoices } from './model-card.ts';

/** The card and the plots, by their path below models/. */
export type CardFiles = ReadonlyMap<string, string>;

/**
 * Makes the card and the plots.
 * @param models folder with emotion.json, metrics/ and (where networks were trained) curves/
 * @throws Error naming the file that is missing or does not fit.
 */
export async function modelCardFiles(models: string): Promise<CardFiles> {
  const manifest = parseManifest(await readJson(join(models, 'emotion.json')));
  const metrics = join(models, 'metrics');
  const documents = await readMetrics(metrics);
  const curves = await readCurves(join(models, 'curves'));
  const plots = new Map([...documents.flatMap(plotsOfMetrics), ...curves.map(plotOfCurves)]);
  const sentences = await readIfMade(metrics, 'sentences.json', parseSentenceDocument);
  const served = await readIfMade(metrics, SERVED, parseMetricsDocument);
  const card = modelCard({ manifest, documents, sentences, served, plots: [...plots.keys()] });
  const score = await readIfMade(metrics, 'score.json', parseScoreDocument);
  if (score !== null) plots.set('score.svg', scorePlot(score));
  const files = [...plots].map(([name, svg]) => [`plots/${name}`, svg] as const);
  return new Map([['MODEL_CARD.md', card], ...files]);
}

/** What `npm run evaluate` says of the shipped model's folds, in the form and the build that serve. */
const SERVED = 'served.json';

/** The documents of all architectures, by name. Other documents (the score's, say) lie there too. */
async function readMetrics(folder: string): Promise<MetricsDocument[]> {
  const names = (await jsonFilesOf(folder)).filter((name) => name !== SERVED);
  const documents = await Promise.all(
    names.map(async (name) => ({ name, json: await readJson(join(folder, name)) })),
  );
  return documents
    .filter(({ json }) => typeof json === 'object' && json !== null && 'architecture' in json)
    .map(({ name, json }) => parseMetricsDocument(json, `metrics/${name}`));
}

/** A document that a command of its own writes; null where that has not been run. */
async function readIfMade<T>(
  folder: string,
  name: string,
  parse: (json: unknown, file: string) => T,
): Promise<T | null> {
  if (!(await jsonFilesOf(folder)).includes(name)) return null;
  return parse(await readJson(join(folder, name)), `metrics/${name}`);
}

async function readCurves(folder: string): Promise<CurvesDocument[]> {
  const names = await jsonFilesOf(folder);
  return Promise.all(
    names.map(async (name) => parseCurvesDocument(await readJson(join(folder, name)), `curves/${name}`)),
  );
}

function plotsOfMetrics(document: MetricsDocument): [name: string, svg: string][] {
  const { architecture } = document;
  const title = titleOfArchitecture(architecture);
  const results = newVoices(document);
  const reliability = results.flatMap(({ condition, reliability: bins }) =>
    bins === undefined ? [] : [{ condition, bins }],
  );
  const coverage = results.flatMap(({ condition, riskCoverage: points, notSure }) =>
    points === undefined ? [] : [{ condition, points, notSure }],
  );
  const plots: [string, string][] = [];
  if (reliability.length > 0) {
    plots.push([`${architecture}-reliability.svg`, reliabilityPlot(title, reliability)]);
  }
  if (coverage.length > 0) {
    plots.push([`${architecture}-risk-coverage.svg`, riskCoveragePlot(title, coverage)]);
  }
  return plots;
}

function plotOfCurves({ architecture, folds }: CurvesDocument): [name: string, svg: string] {
  const curve = meanCurve(folds.map((fold) => fold.curve));
  return [
    `${architecture}-learning-curves.svg`,
    learningCurvesPlot(titleOfArchitecture(architecture), curve),
  ];
}

/** Names of the JSON files in a folder, sorted; none where there is no such folder. */
async function jsonFilesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.json')).sort();
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`The model card needs ${path}, which can't be read.`, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
}
