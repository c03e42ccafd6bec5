// A head in a file, with what is needed to use it honestly: its temperature and whom it has not heard.
// Layout: the 8 bytes "EKHEAD01", uint32 length of a JSON description, the description, padding to a multiple
// of 4, then the arrays one after the other, little-endian, each padded to a multiple of 4.

import type { Head } from './head.ts';

const MAGIC = 'EKHEAD01';

export interface HeadFile {
  readonly head: Head;
  /** Softmax temperature that goes with the head. */
  readonly temperature: number;
  /** `encoderKey` of the encoder and layers that the head was trained on. */
  readonly encoderKey: string;
  /** Null for a head that was trained on all actors. */
  readonly fold: number | null;
  /** Every actor that the head has heard. */
  readonly trainActors: readonly number[];
  /** Actors that the temperature was fitted on, by a head that had not heard them. This one may have. */
  readonly developmentActors: readonly number[];
  /** Actors that had no part in head or temperature. */
  readonly testActors: readonly number[];
}

const ARRAYS = [
  'featureMean',
  'featureScale',
  'hiddenWeights',
  'hiddenScales',
  'hiddenBias',
  'outputWeights',
  'outputBias',
] as const;

/** Serialises a head. */
export function encodeHead(file: HeadFile): Uint8Array {
  const { head, ...facts } = file;
  const lengths = Object.fromEntries(ARRAYS.map((name) => [name, head[name].length]));
  const description = new TextEncoder().encode(
    JSON.stringify({ schemaVersion: 1, ...facts, hiddenUnits: head.hiddenUnits, lengths }),
  );
  const start = padded(MAGIC.length + 4 + description.length);
  const size = ARRAYS.reduce((sum, name) => sum + padded(head[name].byteLength), start);
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, description.length, true);
  bytes.set(description, MAGIC.length + 4);
  let offset = start;
  for (const name of ARRAYS) {
    const array = head[name];
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += padded(array.byteLength);
  }
  return bytes;
}

/**
 * Reads a head.
 * @throws Error when the bytes are not a head, or are of an unknown version.
 */
export function decodeHead(file: Uint8Array): HeadFile {
  // Node's Buffer is a Uint8Array whose slice() shares memory; a plain one copies.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC)
    throw new Error(`This is not a head file: it begins with "${magic}" instead of "${MAGIC}".`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(MAGIC.length, true);
  const text = new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, MAGIC.length + 4 + length));
  const { schemaVersion, hiddenUnits, lengths, ...facts } = JSON.parse(text);
  if (schemaVersion !== 1)
    throw new Error(`The head file has the version ${schemaVersion}; version 1 can be read.`);
  let offset = padded(MAGIC.length + 4 + length);
  const take = (name: (typeof ARRAYS)[number]) => {
    const bytesEach = name === 'hiddenWeights' ? 1 : 4;
    const part = bytes.slice(offset, offset + lengths[name] * bytesEach);
    if (part.length !== lengths[name] * bytesEach) throw new Error(`The head file ends within "${name}".`);
    offset += padded(part.length);
    return part.buffer;
  };
  const head: Head = {
    hiddenUnits,
    featureMean: new Float32Array(take('featureMean')),
    featureScale: new Float32Array(take('featureScale')),
    hiddenWeights: new Int8Array(take('hiddenWeights')),
    hiddenScales: new Float32Array(take('hiddenScales')),
    hiddenBias: new Float32Array(take('hiddenBias')),
    outputWeights: new Float32Array(take('outputWeights')),
    outputBias: new Float32Array(take('outputBias')),
  };
  return { ...facts, head };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
