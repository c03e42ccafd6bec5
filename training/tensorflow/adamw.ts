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
}

/** @param weightDecay share of a weight, times the learning rate, that each step takes off; 0 for biases */
export function createAdamW(weights: Float32Array, weightDecay: number): AdamW {
  const first = new Float32Array(weights.length);
  const second = new Float32Array(weights.length);
  let steps = 0;
  return {
    step(gradient, rate) {
      steps++;
      const correction1 = 1 - BETA1 ** steps;
      const correction2 = 1 - BETA2 ** steps;
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
