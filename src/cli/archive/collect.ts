// evenkeel collect: the results of any number of folders, once each, as lines of JSON or as rows for a database.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import type { RecordingAnalysis } from '../../analysis/call/analyse-recording.ts';
import { parseResult } from '../shared/result-folder.ts';
import { UsageError } from '../shared/usage-error.ts';

const USAGE = `Usage: evenkeel collect [--rows] DIR...
Prints the results in folders, each recording once: the newest result when several folders have one.
  --rows    CSV with a head, one row a recording, as PostgreSQL's COPY reads it; otherwise one JSON object a line`;

const COLUMNS = [
  'result',
  'recording',
  'seconds',
  'speech_seconds',
  'score',
  'score_low',
  'score_high',
  'verdict',
  'classic_score',
  'model',
  'score_version',
] as const;

/** @returns the exit status: 1 when a result was damaged */
export async function collect(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      rows: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError(`No folder named.\n\n${USAGE}`);
  if (values.rows) console.log(COLUMNS.join(','));
  let status = 0;
  for (const [name, file] of await newestResults(positionals)) {
    const analysis = parseResult(await readFile(file, 'utf8'));
    if (analysis === null) {
      console.error(`${file} is damaged. Analyse its recording anew.`);
      status = 1;
    } else console.log(values.rows ? rowOf(name, analysis) : JSON.stringify(analysis));
  }
  return status;
}

/** By the name of the result, which is the same for a recording wherever it was analysed: the newest file. */
async function newestResults(folders: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, { readonly file: string; readonly writtenMs: number }>();
  for (const folder of folders) {
    const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
      throw new Error(`${folder} can't be read (${cause.code}). Name a folder with results.`, { cause });
    });
    for (const name of names.filter((candidate) => candidate.endsWith('.json')).sort()) {
      const file = path.join(folder, name);
      const { mtimeMs: writtenMs } = await stat(file);
      if (writtenMs >= (found.get(name)?.writtenMs ?? 0)) found.set(name, { file, writtenMs });
    }
  }
  return new Map([...found].map(([name, { file }]) => [name, file]));
}

/** Empty where there is no score: COPY reads that as NULL. */
function rowOf(result: string, analysis: RecordingAnalysis): string {
  const { file, seconds, speechSeconds, score, interval, verdict, classicScore, model, scoreVersion } =
    analysis;
  const [low = null, high = null] = interval ?? [];
  const row = [
    result,
    file,
    seconds,
    speechSeconds,
    score,
    low,
    high,
    verdict,
    classicScore,
    model,
    scoreVersion,
  ];
  return Papa.unparse([row]);
}
