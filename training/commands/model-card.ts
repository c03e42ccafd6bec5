// npm run model-card: writes models/MODEL_CARD.md and models/plots/ from the manifest, the metrics and the curves.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelCardFiles } from '../model-card/model-card-files.ts';
import { runCommand } from '../shared/run-command.ts';

const MODELS = fileURLToPath(new URL('../../models', import.meta.url));

async function main(): Promise<void> {
  const files = await modelCardFiles(MODELS);
  // Plots of architectures that are gone must not stay behind.
  await rm(join(MODELS, 'plots'), { recursive: true, force: true });
  await mkdir(join(MODELS, 'plots'), { recursive: true });
  for (const [path, content] of files) await writeFile(join(MODELS, path), content);
  console.error(`Written in models/: ${[...files.keys()].join(', ')}`);
}

await runCommand(main);
