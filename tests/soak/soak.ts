// npm run soak [-- --calls N] [--call-seconds N] [--real-time] [--json]: a shift with the model that ships. Eight hours
// of sound unless told otherwise; in less time where the machine is quicker than that.

import os from 'node:os';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../../src/cli/shared/option-values.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import { startProgress } from '../../src/node/progress.ts';
import { complaintsOf, type ShiftReport, shiftRows } from './report.ts';
import { HOURS, runShift } from './shift.ts';
import { demoVoice } from './voice.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '40' },
    'call-seconds': { type: 'string', default: '720' },
    'real-time': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const calls = wholeNumber('--calls', values.calls);
if (calls % HOURS !== 0) throw new Error(`--calls takes a multiple of ${HOURS}; got ${calls}.`);
const callSeconds = wholeNumber('--call-seconds', values['call-seconds']);

const { engine } = await loadNodeEngine();
const progress = startProgress('shift', calls * callSeconds, 'seconds');
const shift = await runShift({
  engine,
  calls,
  callSeconds,
  pace: values['real-time'] ? 'real-time' : 'as-fast-as-it-goes',
  voice: await demoVoice(),
  onSecond: () => progress.add(1),
});
progress.stop();
const machine = `${os.cpus()[0]?.model.trim() ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}`;
const report: ShiftReport = { machine, engine: 'model', ...shift };
if (values.json) console.log(JSON.stringify(report, null, 2));
else for (const [name, value] of shiftRows(report)) console.log(`${name.padEnd(38)}${value}`);
for (const complaint of complaintsOf(report)) console.error(complaint);
process.exitCode = complaintsOf(report).length > 0 ? 1 : 0;
