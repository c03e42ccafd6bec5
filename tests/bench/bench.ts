// npm run bench [-- --against FILE.onnx] [--json]: speed, memory and size of what ships, by the contract of the design
// page; and how much slower it is than another graph, such as an earlier version's.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { launchWithExtension } from '../browser/launch.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { resampleTo } from '../support/recordings.ts';
import { benchCall } from './call-bench.ts';
import { benchClassifier } from './classifier-bench.ts';
import { benchGraphs } from './graph-bench.ts';
import { benchReview } from './review-bench.ts';
import { benchScore } from './score-bench.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, against: { type: 'string' } },
});
const say = (line: string) => values.json || console.log(line);

function wxt(...command: string[]): void {
  execFileSync('npx', ['wxt', ...command], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function zipBytes(): number {
  wxt('zip');
  const output = path.resolve('.output');
  const [zip] = readdirSync(output).filter((file) => file.endsWith('-chrome.zip'));
  if (zip === undefined) throw new Error(`wxt zip left no archive in ${output}.`);
  return statSync(path.join(output, zip)).size;
}

/** The customer's channel of the demo call, from its first second of speech on, at 16 kHz. */
async function demoSpeech(recording: Uint8Array): Promise<Float32Array> {
  const wav = await openWav(bytesSource(recording));
  for await (const channels of wav.blocks(wav.frames)) {
    const customer = channels.at(-1);
    if (customer === undefined) break;
    const speech = resampleTo(SAMPLE_RATE_HZ, customer, wav.sampleRateHz);
    return speech.subarray(
      Math.max(
        0,
        speech.findIndex((sample) => Math.abs(sample) > 0.05),
      ),
    );
  }
  throw new Error('The demo call is empty.');
}

if (values.against !== undefined && !existsSync(values.against)) {
  throw new Error(`--against ${values.against}: there is no such file.`);
}
say('Building the extension …');
wxt('build', '--mode', 'loopback');
const recording = new Uint8Array(readFileSync(DEMO_CALL));
const browser = await launchWithExtension();
try {
  say('Timing the classifier in Chromium (WASM, one thread) and in native ONNX Runtime …');
  const speech = await demoSpeech(recording);
  const classifier = await benchClassifier(browser, speech);
  const against =
    values.against === undefined
      ? null
      : await benchGraphs('models/emotion.onnx', values.against, speech.slice(0, WINDOW_SAMPLES));
  say('Timing the score in Node …');
  const score = benchScore();
  say('Timing a recording on the review page …');
  const review = await benchReview(browser);
  say('Measuring a call …');
  const extension = await benchCall(browser, recording);
  const machine = `${os.cpus()[0]?.model.trim() ?? 'unknown processor'}, ${os.cpus().length} cores, Chromium ${browser.version}`;
  const result = { machine, classifier, against, score, review, extension, zipBytes: zipBytes() };
  if (values.json) console.log(JSON.stringify(result));
  else {
    const { wasm, native, ratio } = classifier;
    const comparison =
      against === null
        ? ''
        : `\nthe graph alone, WASM in Node   median ${against.shipped.medianMs.toFixed(0)} ms, p95 ${against.shipped.p95Ms.toFixed(0)} ms; p95 is ${against.ratio.toFixed(2)} times that of ${values.against}`;
    console.log(`
${machine}
one window, WASM in Chromium   median ${wasm.medianMs.toFixed(0)} ms, p95 ${wasm.p95Ms.toFixed(0)} ms (loading ${wasm.loadMs.toFixed(0)} ms)
one window, native             median ${native.medianMs.toFixed(0)} ms, p95 ${native.p95Ms.toFixed(0)} ms; WASM takes ${ratio.toFixed(1)} times as long${comparison}
score of one window, Node       median ${score.medianMs.toFixed(2)} ms, p95 ${score.p95Ms.toFixed(2)} ms; the window's emotion takes ${(wasm.medianMs / score.medianMs).toFixed(0)} times as long
recording on the review page   ${(review.callSeconds / 60).toFixed(1)} minutes in ${review.seconds.toFixed(0)} s; the page is busy for ${review.longestTaskMs.toFixed(0)} ms at most
extension during a call        ${(100 * extension.cpuShare).toFixed(0)} % of one core, ${extension.memoryMb.toFixed(0)} MB
package                        ${(result.zipBytes / 1e6).toFixed(1)} MB`);
  }
} finally {
  await browser.close();
}
