// Layers that TensorFlow.js lacks, or has in a form that can't be reproduced from a seed. Shapes are
// [batch, time, channels] unless a layer says otherwise.

import { gelu } from '../tensorflow/gelu.ts';
import { tf } from '../tensorflow/tensorflow.ts';

type Inputs = tf.Tensor | tf.Tensor[];
type Shape = tf.Shape;

function only(inputs: Inputs): tf.Tensor {
  const tensor = Array.isArray(inputs) ? inputs[0] : inputs;
  if (tensor === undefined) throw new Error('A layer was given no tensor.');
  return tensor;
}

function lastOf(shape: Shape | Shape[]): number {
  const size = (shape as Shape).at(-1);
  if (typeof size !== 'number')
    throw new Error(`The last dimension of ${JSON.stringify(shape)} has to be known.`);
  return size;
}

/** Glorot's uniform initialisation from a seed. */
export function glorot(seed: number): ReturnType<typeof tf.initializers.glorotUniform> {
  return tf.initializers.glorotUniform({ seed });
}

/** Dropout whose masks follow from a seed and the number of masks drawn before. */
export class SeededDropout extends tf.layers.Layer {
  static readonly className = 'SeededDropout';
  readonly rate: number;
  private readonly seed: number;
  private drawn = 0;

  constructor(rate: number, seed: number) {
    super({});
    this.rate = rate;
    this.seed = seed;
  }

  /** Masks from here on follow from the seed and the epoch, whatever was drawn before: training can be resumed. */
  startEpoch(epoch: number): void {
    this.drawn = epoch * 1_000_003;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs, kwargs: { training?: boolean }): tf.Tensor {
    const x = only(inputs);
    if (!kwargs.training || this.rate === 0) return x;
    this.drawn += 1;
    return tf.dropout(x, this.rate, undefined, this.seed + this.drawn);
  }
}

/** x · ½ (1 + erf(x / √2)). */
export class Gelu extends tf.layers.Layer {
  static readonly className = 'Gelu';

  constructor() {
    super({});
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs): tf.Tensor {
    return gelu(only(inputs));
  }
}

/** Adds a learned vector for each place in time. */
export class PositionalEmbedding extends tf.layers.Layer {
  static readonly className = 'PositionalEmbedding';
  private readonly seed: number;
  private embedding: tf.LayerVariable | undefined;

  constructor(seed: number) {
    super({});
    this.seed = seed;
  }

  override build(shape: Shape): void {
    const initializer = tf.initializers.randomNormal({ mean: 0, stddev: 0.02, seed: this.seed });
    this.embedding = this.addWeight('embedding', shape.slice(1), 'float32', initializer);
    super.build(shape);
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => only(inputs).add(read(this.embedding)));
  }
}

/** Multi-head self-attention (Vaswani et al., "Attention Is All You Need", NeurIPS 2017), with biases. */
export class SelfAttention extends tf.layers.Layer {
  static readonly className = 'SelfAttention';
  readonly heads: number;
  readonly keySize: number;
  private readonly seed: number;
  private readonly projections: tf.LayerVariable[] = [];

  constructor(heads: number, keySize: number, seed: number) {
    super({});
    this.heads = heads;
    this.keySize = keySize;
    this.seed = seed;
  }

  /** Weights in this order: query, key, value and output, each a matrix and a bias. */
  override build(shape: Shape): void {
    const width = lastOf(shape);
    const inner = this.heads * this.keySize;
    for (const [i, part] of ['query', 'key', 'value', 'output'].entries()) {
      const sizes = part === 'output' ? [inner, width] : [width, inner];
      this.projections.push(
        this.addWeight(`${part}-kernel`, sizes, 'float32', glorot(this.seed + i)),
        this.addWeight(`${part}-bias`, sizes.slice(1), 'float32', tf.initializers.zeros()),
      );
    }
    super.build(shape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), heads: this.heads, keySize: this.keySize };
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs) as tf.Tensor3D;
      const [batch, time, width] = x.shape;
      const inner = this.heads * this.keySize;
      const flat = x.reshape([batch * time, width]) as tf.Tensor2D;
      const split = (i: number) =>
        this.project(flat, i).reshape([batch, time, this.heads, this.keySize]).transpose([0, 2, 1, 3]);
      const [query, key, value] = [split(0), split(1), split(2)];
      const weights = tf.softmax(query.matMul(key, false, true).div(Math.sqrt(this.keySize)));
      const joined = weights
        .matMul(value)
        .transpose([0, 2, 1, 3])
        .reshape([batch * time, inner]);
      return this.project(joined as tf.Tensor2D, 3).reshape([batch, time, width]);
    });
  }

  private project(x: tf.Tensor2D, i: number): tf.Tensor {
    return x.matMul(read(this.projections[2 * i])).add(read(this.projections[2 * i + 1]));
  }
}

/** Mean and standard deviation over time: [batch, time, channels] → [batch, 2 · channels]. */
export class StatisticsPooling extends tf.layers.Layer {
  static readonly className = 'StatisticsPooling';
  /** Keeps the square root's slope finite where a channel stands still. */
  static readonly VARIANCE_FLOOR = 1e-5;

  constructor() {
    super({});
  }

  override computeOutputShape(shape: Shape): Shape {
    return [shape[0] ?? null, 2 * lastOf(shape)];
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const mean = x.mean(1, true);
      const variance = x.sub(mean).square().mean(1);
      return tf.concat([mean.squeeze([1]), variance.add(StatisticsPooling.VARIANCE_FLOOR).sqrt()], 1);
    });
  }
}

/** Each channel of each example to mean 0 and variance 1 over time, then scaled and shifted: group normalisation with as many groups as channels. */
export class ChannelNormalization extends tf.layers.Layer {
  static readonly className = 'ChannelNormalization';
  static readonly EPSILON = 1e-5;
  private scale: tf.LayerVariable | undefined;
  private shift: tf.LayerVariable | undefined;

  constructor() {
    super({});
  }

  override build(shape: Shape): void {
    this.scale = this.addWeight('scale', [lastOf(shape)], 'float32', tf.initializers.ones());
    this.shift = this.addWeight('shift', [lastOf(shape)], 'float32', tf.initializers.zeros());
    super.build(shape);
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const centred = x.sub(x.mean(1, true));
      const sd = centred.square().mean(1, true).add(ChannelNormalization.EPSILON).sqrt();
      return centred.div(sd).mul(read(this.scale)).add(read(this.shift));
    });
  }
}

/** A convolution over time whose channels stay within groups, "same" padding; as many channels out as in. */
export class GroupedConv1D extends tf.layers.Layer {
  static readonly className = 'GroupedConv1D';
  readonly groups: number;
  readonly kernelSize: number;
  private readonly seed: number;
  private kernel: tf.LayerVariable | undefined;
  private bias: tf.LayerVariable | undefined;

  constructor(groups: number, kernelSize: number, seed: number) {
    super({});
    this.groups = groups;
    this.kernelSize = kernelSize;
    this.seed = seed;
  }

  /** Weights: [kernel size, channels / groups, channels], of which each group takes its share of the last; a bias. */
  override build(shape: Shape): void {
    const channels = lastOf(shape);
    if (channels % this.groups !== 0) {
      throw new Error(`${channels} channels can't be shared out to ${this.groups} groups.`);
    }
    const sizes = [this.kernelSize, channels / this.groups, channels];
    this.kernel = this.addWeight('kernel', sizes, 'float32', glorot(this.seed));
    this.bias = this.addWeight('bias', [channels], 'float32', tf.initializers.zeros());
    super.build(shape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups, kernelSize: this.kernelSize };
  }

  override computeOutputShape(shape: Shape): Shape {
    return shape;
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const parts = tf.split(only(inputs) as tf.Tensor3D, this.groups, 2);
      const kernels = tf.split(read(this.kernel) as tf.Tensor3D, this.groups, 2);
      const outputs = parts.map((part, i) =>
        tf.conv1d(part as tf.Tensor3D, kernels[i] as tf.Tensor3D, 1, 'same'),
      );
      return tf.concat(outputs, 2).add(read(this.bias));
    });
  }
}

function read(variable: tf.LayerVariable | undefined): tf.Tensor {
  if (variable === undefined) throw new Error('The layer has not been built.');
  return variable.read();
}
