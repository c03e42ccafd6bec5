// npm run features: fills the feature cache and stops. train.ts does the same before it trains.

import { parseTrainingArguments } from './arguments.ts';
import { VARIANTS } from './conditions.ts';
import { readCorpus } from './corpus.ts';
import { extractFeatures } from './features.ts';

const { cremaD, cache, processes } = parseTrainingArguments(process.argv.slice(2));
const { clips } = await readCorpus(cremaD);
await extractFeatures(clips, VARIANTS, cache, processes);
