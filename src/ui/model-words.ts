// What people call the models, when each is the one to choose, and what is said when one can't be loaded.

import { DEFAULT_MODEL, type ModelName } from '../analysis/emotion/catalogue.ts';
import type { EngineState } from '../extension/engine/engine-state.ts';

export interface ModelWords {
  readonly title: string;
  /** One sentence: what it is and when to choose it. */
  readonly when: string;
  /** `calls`: good enough for live calls. `comparison`: for comparing figures. */
  readonly purpose: 'calls' | 'comparison';
}

export const MODEL_WORDS: Readonly<Record<ModelName, ModelWords>> = {
  default: {
    title: 'Standard model',
    when: 'Learned from far more speech than the others before it learned emotions: choose it unless the panel says that this machine is busy.',
    purpose: 'calls',
  },
  cnn: {
    title: 'Convolutional network',
    when: 'Looks for short patterns in the voice, in a twentieth of the standard model’s time: choose it on a slow machine if its figures suit your line best.',
    purpose: 'calls',
  },
  transformer: {
    title: 'Transformer',
    when: 'Weighs all moments of a window against each other: choose it on a slow machine if the convolutional network misses too much.',
    purpose: 'calls',
  },
  'cnn-lstm': {
    title: 'Convolutional network with LSTM',
    when: 'Follows the voice from moment to moment in a twentieth of the standard model’s time: choose it where that one is too much for the machine.',
    purpose: 'calls',
  },
  wav2vec2: {
    title: 'wav2vec 2.0, not pretrained',
    when: 'Learns from the raw sound wave alone: choose it to hear what such a network makes of calls without pretraining.',
    purpose: 'comparison',
  },
  'cnn-report': {
    title: 'The report’s CNN',
    when: 'Built as the original report describes it: choose it to compare with the report, not for daily calls.',
    purpose: 'comparison',
  },
  'transformer-report': {
    title: 'The report’s Transformer',
    when: 'The system that scored best in the original report, built as described there: choose it to compare, not for daily calls.',
    purpose: 'comparison',
  },
  'cnn-lstm-report': {
    title: 'The report’s CNN with LSTM',
    when: 'Built as the original report describes it: choose it to see what the LSTM adds to the report’s CNN, not for daily calls.',
    purpose: 'comparison',
  },
};

/** The title in the middle of a sentence, where a reader must see which words are the name. */
function quoted(name: ModelName): string {
  return `“${MODEL_WORDS[name].title}”`;
}

/** What is wrong with the model, in sentences for the agent; null when all is well. */
export function modelProblem(engine: EngineState): string | null {
  if (engine.kind === 'failed') return engine.problem;
  if (engine.kind !== 'ready') return null;
  if (engine.outage !== undefined) return engine.outage;
  if (engine.change?.kind !== 'failed') return null;
  const { name, problem } = engine.change;
  const goesOn = engine.name === DEFAULT_MODEL ? 'The standard model' : quoted(engine.name);
  return `${quoted(name)} could not be loaded. ${problem} ${goesOn} goes on.`;
}
