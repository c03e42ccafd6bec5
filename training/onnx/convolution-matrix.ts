// Convolutions as products of matrices.

/** Numbers and their shape. */
export interface Weight {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/**
 * A convolution's weights [out, in, taps] as a matrix [taps * in, out].
 * @param taps those that are wanted; all of them when left out
 */
export function convolutionMatrix({ dims, values }: Weight, taps?: readonly number[]): Weight {
  const [outputs = 0, inputs = 0, width = 0] = dims;
  const wanted = taps ?? Array.from({ length: width }, (_, tap) => tap);
  const matrix = new Float32Array(wanted.length * inputs * outputs);
  for (const [row, tap] of wanted.entries()) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const value = values[(output * inputs + input) * width + tap] ?? 0;
        matrix[(row * inputs + input) * outputs + output] = value;
      }
    }
  }
  return { dims: [wanted.length * inputs, outputs], values: matrix };
}
