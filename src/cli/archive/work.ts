// evenkeel worker: scores recordings from a queue into a folder, until it is told to stop.

import { once } from 'node:events';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import * as v from 'valibot';
import { shippedModelLabel } from '../../node/node-engine.ts';
import { type AnalysisPool, openAnalysisPool } from '../shared/analysis-pool.ts';
import { jobsOf, runtimeOf, wholeNumber } from '../shared/option-values.ts';
import { isFailure } from '../shared/outcome.ts';
import { openResultFolder, type ResultFolder } from '../shared/result-folder.ts';
import { UsageError } from '../shared/usage-error.ts';
import { QUEUE_OPTIONS, QUEUE_USAGE, queueNameOf, redisOf } from './options.ts';
import { connect, type RecordingJob, recordingJobSchema } from './queue.ts';
import { withRecording } from './queue-state.ts';

const USAGE = `Usage: evenkeel worker --out DIR [options]
Scores recordings from a queue. SIGTERM or Ctrl-C: it finishes what it has begun, and ends; again: it ends at once, and
another worker does it anew.
${QUEUE_USAGE}
  --out DIR                     one JSON file a recording in DIR
  --jobs N                      recordings at a time (default: one a core)
  --runtime wasm|native         wasm gives the extension's figures; native is quicker (default: wasm)
  --takeover SECONDS            a worker that is silent for so long has died, and others take its recordings
                                (default: 30)`;

/** A recording whose worker died is tried once more, and set aside when the second one dies too. */
const MOST_DEATHS = 1;

/** @returns the exit status */
export async function work(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ...QUEUE_OPTIONS,
      out: { type: 'string' },
      jobs: { type: 'string' },
      runtime: { type: 'string', default: 'wasm' },
      takeover: { type: 'string', default: '30' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.out === undefined) throw new UsageError(`--out DIR says where results go.\n\n${USAGE}`);
  const jobs = jobsOf(values.jobs);
  const runtime = runtimeOf(values.runtime);
  const takeoverMs = 1000 * wholeNumber('--takeover', values.takeover);
  const name = queueNameOf(values.queue);
  const url = redisOf(values.redis);

  const model = await shippedModelLabel(runtime);
  const results = await openResultFolder(values.out, model);
  const connection = await connect(url);
  const pool = openAnalysisPool(jobs, runtime);
  try {
    // A worker that cannot analyse must not take recordings from workers that can.
    await pool.prepare();
  } catch (error) {
    connection.disconnect();
    await pool.close();
    throw error;
  }
  const done = { analysed: 0, setAside: 0 };
  let broken: unknown = null;
  const ending = new AbortController();

  const worker = new Worker<RecordingJob>(
    name,
    async ({ data }) => {
      const fault = await analyseInto(results, pool, data).catch((error) => {
        broken ??= error;
        ending.abort();
        throw error;
      });
      if (fault !== null) throw fault;
    },
    {
      connection,
      name: `${os.hostname()}:${process.pid}`,
      concurrency: jobs,
      lockDuration: takeoverMs,
      stalledInterval: takeoverMs,
      maxStalledCount: MOST_DEATHS,
      metrics: { maxDataPoints: MINUTES_COUNTED },
    },
  );
  worker.on('completed', () => {
    done.analysed++;
  });
  worker.on('failed', (job, error) => {
    if (job === undefined || !isSetAside(job, error)) return;
    done.setAside++;
    console.error(`Set aside: ${withRecording(job.data, error.message)}`);
  });
  // Redis was away, or another worker took a recording over. The engine goes on by itself, and may repeat the same
  // error several times a second.
  let said = '';
  worker.on('error', ({ message }) => {
    if (message !== said) console.error(`The queue: ${message}`);
    said = message;
  });
  const stop = () => {
    // The second signal ends the worker at once.
    for (const signal of SIGNALS) process.off(signal, stop);
    ending.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);

  console.error(`Taking recordings from "${name}", ${jobs} at a time, with model ${model}.`);
  if (!ending.signal.aborted) await once(ending.signal, 'abort');
  console.error('Finishing what has begun.');
  await worker.close();
  await pool.close();
  connection.disconnect();
  console.error(`${done.analysed} analysed, ${done.setAside} set aside.`);
  if (broken !== null) throw broken;
  return 0;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What the engine counts of a day, for rates. */
const MINUTES_COUNTED = 24 * 60;

/**
 * Leaves one result of a recording, however often it is asked to.
 * @returns what was wrong with the recording; null when there is a result now
 * @throws Error when this worker can't analyse anything
 */
async function analyseInto(results: ResultFolder, pool: AnalysisPool, data: unknown): Promise<Error | null> {
  const parsed = v.safeParse(recordingJobSchema, data);
  if (!parsed.success) {
    return new UnrecoverableError(`This job is of no kind that this version knows: ${JSON.stringify(data)}.`);
  }
  const { recording, customer } = parsed.output;
  if (await results.has(recording, customer)) return null;
  const outcome = await pool.analyse(recording, customer);
  if (isFailure(outcome)) {
    return outcome.mayPass ? new Error(outcome.error) : new UnrecoverableError(outcome.error);
  }
  await results.write(outcome, customer);
  return null;
}

/** Whether a failure is final: the recording is not tried again. */
function isSetAside(job: Job, error: Error): boolean {
  return error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
}
