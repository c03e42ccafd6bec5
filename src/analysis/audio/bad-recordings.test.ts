import { describe, expect, it } from 'vitest';
import { badRecordings } from '../../../tests/support/bad-recordings.ts';
import { bytesSource } from '../../../tests/support/bytes-source.ts';
import { encodeWav } from '../../../tests/support/encode-wav.ts';
import { type ByteSource, openWav } from './wav.ts';

/** The most that is read of a chunk before its length is believed. */
const HEADER_BYTES = 40;
/** 8-bit samples become floats of 32 bits; nothing becomes more. */
const BYTES_PER_BYTE_READ = 4;

interface Counted extends ByteSource {
  /** The length that each read asked for. */
  readonly asked: number[];
}

function counted(source: ByteSource): Counted {
  const asked: number[] = [];
  return {
    size: source.size,
    asked,
    read(offset, length) {
      asked.push(length);
      return source.read(offset, length);
    },
  };
}

/** `header`, and zeros behind it up to `size` bytes, none of which is in memory before it is read. */
function zerosBehind(header: Uint8Array, size: number): ByteSource {
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      if (offset < header.length) bytes.set(header.subarray(offset, offset + bytes.length));
      return bytes;
    },
  };
}

interface Heard {
  readonly seconds: number;
  readonly channels: number;
  readonly blockBytes: number;
}

/** Reads a recording to its end and looks at every sample. */
async function hear(source: ByteSource): Promise<Heard> {
  const wav = await openWav(source);
  let frames = 0;
  let blockBytes = 0;
  let finite = true;
  for await (const block of wav.blocks()) {
    frames += block[0]?.length ?? 0;
    for (const samples of block) {
      blockBytes += samples.byteLength;
      finite &&= samples.every(Number.isFinite);
    }
  }
  expect(finite).toBe(true);
  expect(frames).toBe(wav.frames);
  return { seconds: wav.seconds, channels: wav.channels, blockBytes };
}

function expectSentence(error: unknown, part: string): void {
  const message = error instanceof Error ? error.message : '';
  expect(message).toContain(part);
  expect(message).toMatch(/^[A-Z][ -~…µ]+\.$/);
  expect(message).not.toMatch(/undefined|NaN/);
  expect(message.split(/\.\s/).length).toBeLessThanOrEqual(2);
}

describe('bad recordings', () => {
  const recordings = badRecordings();

  it('are at least 40, each with a name and bytes of its own', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(40);
    expect(new Set(recordings.map(({ name }) => name)).size).toBe(recordings.length);
    const contents = recordings.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
    expect(new Set(contents).size).toBe(recordings.length);
  });

  it.each(recordings)(
    'are refused in a sentence or read as far as they go: $name',
    async ({ bytes, expected }) => {
      const source = counted(bytesSource(bytes));
      if (typeof expected === 'string') {
        const error = await hear(source).catch((reason: unknown) => reason);
        expectSentence(error, expected);
      } else {
        const { blockBytes, ...heard } = await hear(source);
        expect(heard).toEqual(expected);
        expect(blockBytes).toBeLessThanOrEqual(bytes.length * BYTES_PER_BYTE_READ);
      }
      // What a header claims is never asked for, only what the file has.
      expect(Math.max(0, ...source.asked)).toBeLessThanOrEqual(Math.max(bytes.length, HEADER_BYTES));
    },
  );
});

describe('recordings too long for memory', () => {
  it('are read block by block: 8 hours of silence', async () => {
    const rateHz = 16_000;
    const frames = 8 * 3_600 * rateHz;
    const header = encodeWav([new Float32Array()], rateHz);
    new DataView(header.buffer).setUint32(40, frames * 2, true);
    const source = counted(zerosBehind(header, header.length + frames * 2));
    const wav = await openWav(source);
    expect(wav.seconds).toBe(8 * 3_600);
    expect(Math.max(...source.asked)).toBeLessThanOrEqual(HEADER_BYTES);

    const opened = source.asked.length;
    let blocks = 0;
    for await (const [samples] of wav.blocks()) {
      expect(samples?.every((sample) => sample === 0)).toBe(true);
      if (++blocks === 5) break;
    }
    expect(source.asked.slice(opened)).toEqual(Array(5).fill(rateHz * 2));
  });

  it('are given up soon where the disk left nothing but zeros behind the header', async () => {
    const header = encodeWav([new Float32Array()], 16_000).subarray(0, 36);
    const source = counted(zerosBehind(header, 4e9));
    const error = await openWav(source).catch((reason: unknown) => reason);
    expectSentence(error, 'no sound in its first 10000 chunks');
    expect(source.asked.length).toBeLessThan(10_010);
  });
});
