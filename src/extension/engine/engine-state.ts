// What is told of the engine that hears the calls: whether it is ready, which model it runs, and what is wrong.

import type { ModelName } from '../../analysis/emotion/catalogue.ts';

/** A change of model that is under way, or that failed while the model before it goes on. */
export type ModelChange =
  | { readonly kind: 'loading'; readonly name: ModelName }
  /** `problem` is a sentence: what is wrong with that model and what to do. */
  | { readonly kind: 'failed'; readonly name: ModelName; readonly problem: string };

export type EngineState =
  | { readonly kind: 'loading' }
  /** `model` is the model in use, as records call it. */
  | {
      readonly kind: 'ready';
      readonly name: ModelName;
      readonly model: string;
      readonly change: ModelChange | null;
      /** A sentence for the agent while that model is down and being started again. */
      readonly outage?: string;
    }
  /** `problem` is a sentence for the agent: what is wrong and what to do. */
  | { readonly kind: 'failed'; readonly problem: string };
