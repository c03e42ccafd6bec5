// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019); TensorFlow.js has Adam only.

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Updates one array of weights in place, step by step. */
export interface AdamW {
  /**
   * @param gradient as many values as there are weights
   * @param rate learning rate of this step
   */
  step(gradient: Float32Array, rate: number): void;
  /** What has to be kept to go on later; shares the optimiser's arrays. */
  readonly state: AdamWState;
}

/** Moving means of the gradients and of their squares, and the steps taken. */
export interface AdamWState {
  readonly first: Float32Array;
  readonly second: Float32Array;
  steps: number;
}

/**
 * @param weightDecay share of a weight, times the learning rate, that each step takes off; 0 for biases
 * @param state of an optimiser to go on with
 */
export function createAdamW(
  weights: Float32Array,
  weightDecay: number,
  state: AdamWState = {
    first: new Float32Array(weights.length),
    second: new Float32Array(weights.length),
    steps: 0,
  },
): AdamW {
  const { first, second } = state;
  return {
    state,
    step(gradient, rate) {
      state.steps++;
      const correction1 = 1 - BETA1 ** state.steps;
      const correction2 = 1 - BETA2 ** state.steps;
      const keep = 1 - rate * weightDecay;
      for (let i = 0; i < weights.length; i++) {
        const g = gradient[i] as number;
        const m = BETA1 * (first[i] as number) + (1 - BETA1) * g;
        const v = BETA2 * (second[i] as number) + (1 - BETA2) * g * g;
        first[i] = m;
        second[i] = v;
        const update = m / correction1 / (Math.sqrt(v / correction2) + EPSILON);
        weights[i] = (weights[i] as number) * keep - rate * update;
      }
    },
  };
}
