// npm run export:gate: writes models/speech-gate.onnx from the graph of Silero's package.

import { writeFile } from 'node:fs/promises';
import { readSilero } from '../gate/silero.ts';
import { speechGateGraph } from '../gate/speech-gate-graph.ts';
import { runCommand } from '../shared/run-command.ts';

async function main(): Promise<void> {
  await writeFile(
    new URL('../../models/speech-gate.onnx', import.meta.url),
    speechGateGraph(await readSilero()),
  );
  console.error('Written: models/speech-gate.onnx');
}

await runCommand(main);
