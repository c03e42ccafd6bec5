// The two heads of a fold in a file, with what is needed to use them honestly. Layout: the 8 bytes "EKCALL01", uint32 length
// of a JSON description, the description, then both heads as head-file.ts packs them, each with its length before it.

import type { ContextSettings, Temperatures } from '../../src/analysis/emotion/call-voice.ts';
import type { CallHead } from './call-head.ts';
import type { Head } from './head.ts';
import { decodeHead, encodeHead, type HeadFile } from './head-file.ts';

const MAGIC = 'EKCALL01';
const COUNT_BYTES = 4;

export interface CallHeadFile extends Omit<HeadFile, 'head' | 'temperature'> {
  readonly head: CallHead;
  /** Softmax temperatures that go with the heads. */
  readonly temperature: Temperatures;
}

/** Serialises the heads of a fold. */
export function encodeCallHead({ head, ...facts }: CallHeadFile): Uint8Array {
  const description = { schemaVersion: 1, ...facts, context: head.context };
  const parts = [
    new TextEncoder().encode(JSON.stringify(description)),
    packHead(head.cold),
    packHead(head.known),
  ];
  const magic = new TextEncoder().encode(MAGIC);
  return Buffer.concat([magic, ...parts.flatMap((part) => [count(part.length), part])]);
}

/** Whether these are the heads of a fold, and not a single head. */
export function isCallHead(file: Uint8Array): boolean {
  return new TextDecoder().decode(file.subarray(0, MAGIC.length)) === MAGIC;
}

/** @throws Error when the bytes are not the heads of a fold, or are of an unknown version. */
export function decodeCallHead(file: Uint8Array): CallHeadFile {
  if (!isCallHead(file))
    throw new Error(`These are no heads of a fold: the file doesn't begin with "${MAGIC}".`);
  const [description, cold, known] = partsOf(file.subarray(MAGIC.length));
  const { schemaVersion, context, ...facts } = JSON.parse(new TextDecoder().decode(description)) as {
    schemaVersion: number;
    context: Omit<ContextSettings, 'size'>;
  } & Omit<CallHeadFile, 'head'>;
  if (schemaVersion !== 1)
    throw new Error(`The heads of the fold have the version ${schemaVersion}; version 1 can be read.`);
  return { ...facts, head: { cold: decodeHead(cold).head, known: decodeHead(known).head, context } };
}

const NO_FACTS = {
  temperature: 1,
  encoderKey: '',
  fold: null,
  trainActors: [],
  developmentActors: [],
  testActors: [],
};

function packHead(head: Head): Uint8Array {
  return encodeHead({ head, ...NO_FACTS });
}

function count(length: number): Uint8Array {
  const bytes = new Uint8Array(COUNT_BYTES);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}

function partsOf(bytes: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] {
  let offset = 0;
  const take = (): Uint8Array => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
    if (view.byteLength < COUNT_BYTES) throw new Error('The file of the heads ends before its last part.');
    const length = view.getUint32(0, true);
    const part = bytes.subarray(offset + COUNT_BYTES, offset + COUNT_BYTES + length);
    if (part.length !== length) throw new Error('The file of the heads ends within a part.');
    offset += COUNT_BYTES + length;
    return part;
  };
  return [take(), take(), take()];
}
