import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../tests/support/bytes-source.ts';
import { encodeWav } from '../../../tests/support/encode-wav.ts';
import { encodeAlaw, encodeMulaw } from '../../../training/sound/g711.ts';
import { openFileSource } from '../../node/file-source.ts';
import { blobSource, openWav } from './wav.ts';

interface RawWav {
  readonly tag: number;
  readonly bits: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly data: Uint8Array;
  readonly extensible?: boolean;
  readonly claimedDataBytes?: number;
  readonly before?: Uint8Array;
}

/** A WAV file byte by byte, so that every lie a header can tell can be told. */
function rawWav({ tag, bits, channels = 1, rateHz = 16_000, data, ...rest }: RawWav): Uint8Array {
  const fmt = new DataView(new ArrayBuffer(rest.extensible ? 40 : 16));
  fmt.setUint16(0, rest.extensible ? 0xfffe : tag, true);
  fmt.setUint16(2, channels, true);
  fmt.setUint32(4, rateHz, true);
  fmt.setUint32(8, (rateHz * channels * bits) / 8, true);
  fmt.setUint16(12, (channels * bits) / 8, true);
  fmt.setUint16(14, bits, true);
  if (rest.extensible) {
    fmt.setUint16(16, 22, true);
    fmt.setUint16(18, bits, true);
    fmt.setUint16(24, tag, true);
  }
  const chunk = (id: string, body: Uint8Array, claimed = body.length) => [
    ...new TextEncoder().encode(id),
    ...new Uint8Array(Uint32Array.of(claimed).buffer),
    ...body,
    ...(body.length % 2 ? [0] : []),
  ];
  const body = [
    ...(rest.before ?? []),
    ...chunk('fmt ', new Uint8Array(fmt.buffer)),
    ...chunk('LIST', Uint8Array.of(1, 2, 3)),
    ...chunk('data', data, rest.claimedDataBytes),
  ];
  return Uint8Array.from([...chunk('RIFF', new Uint8Array(0), body.length + 4), 87, 65, 86, 69, ...body]);
}

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function readAll(bytes: Uint8Array, blockFrames?: number): Promise<number[][]> {
  const wav = await openWav(bytesSource(bytes));
  const channels = Array.from({ length: wav.channels }, (): number[] => []);
  for await (const block of wav.blocks(blockFrames)) {
    block.forEach((samples, channel) => {
      channels[channel]?.push(...samples);
    });
  }
  return channels;
}

describe('openWav', () => {
  const values = [0, 0.5, -0.5, -1, 0.25];
  const pcm = (scale: number) => values.map((value) => value * scale);
  const pcm24 = Uint8Array.from(
    pcm(2 ** 23).flatMap((value) => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff]),
  );

  it.each([
    ['PCM 8', 1, 8, Uint8Array.from(pcm(128), (value) => value + 128)],
    ['PCM 16', 1, 16, bytesOf(Int16Array.from(pcm(2 ** 15)))],
    ['PCM 24', 1, 24, pcm24],
    ['PCM 32', 1, 32, bytesOf(Int32Array.from(pcm(2 ** 31)))],
    ['float 32', 3, 32, bytesOf(Float32Array.from(values))],
    ['float 64', 3, 64, bytesOf(Float64Array.from(values))],
  ] as const)('reads %s exactly, also in the extensible format', async (_, tag, bits, data) => {
    expect(await readAll(rawWav({ tag, bits, data }))).toEqual([values]);
    expect(await readAll(rawWav({ tag, bits, data, extensible: true }))).toEqual([values]);
  });

  it.each([
    ['µ-law', 7, encodeMulaw],
    ['A-law', 6, encodeAlaw],
  ] as const)('reads %s', async (_, tag, encode) => {
    const [samples] = await readAll(
      rawWav({ tag, bits: 8, rateHz: 8_000, data: encode(Float32Array.from(values)) }),
    );
    expect(samples).toHaveLength(values.length);
    samples?.forEach((sample, i) => {
      expect(Math.abs(sample - (values[i] ?? 0))).toBeLessThan(0.03);
    });
  });

  it('gives the same samples in blocks of any size, one array per channel', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.integer({ min: -32_768, max: 32_767 }), fc.integer({ min: -32_768, max: 32_767 })),
          {
            minLength: 1,
            maxLength: 300,
          },
        ),
        fc.integer({ min: 1, max: 400 }),
        async (frames, blockFrames) => {
          const bytes = rawWav({
            tag: 1,
            bits: 16,
            channels: 2,
            data: bytesOf(Int16Array.from(frames.flat())),
          });
          const [left, right] = await readAll(bytes, blockFrames);
          expect(left).toEqual(frames.map(([value]) => value / 32_768));
          expect(right).toEqual(frames.map(([, value]) => value / 32_768));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('tells rate, channels and length', async () => {
    const bytes = rawWav({
      tag: 1,
      bits: 16,
      channels: 2,
      rateHz: 44_100,
      data: new Uint8Array(44_100 * 4 * 2),
    });
    expect(await openWav(bytesSource(bytes))).toMatchObject({
      sampleRateHz: 44_100,
      channels: 2,
      seconds: 2,
    });
  });

  it('reads a file that was cut off as far as it goes', async () => {
    const bytes = rawWav({
      tag: 1,
      bits: 16,
      channels: 2,
      data: bytesOf(Int16Array.from([1, 2, 3, 4, 5, 6])),
    });
    const [left, right] = await readAll(bytes.subarray(0, -3));
    expect(left).toEqual([1 / 32_768, 3 / 32_768]);
    expect(right).toEqual([2 / 32_768, 4 / 32_768]);
  });

  it.each([0, 0xffff_ffff, 1_000_000])(
    'reads to the end when the header claims %i bytes of data',
    async (claimed) => {
      const data = bytesOf(Int16Array.from([1, 2, 3, 4]));
      const [samples] = await readAll(rawWav({ tag: 1, bits: 16, data, claimedDataBytes: claimed }));
      expect(samples).toHaveLength(4);
    },
  );

  it('takes float samples that are not finite as 0', async () => {
    const data = bytesOf(Float32Array.of(Number.NaN, 0.5, Number.POSITIVE_INFINITY));
    expect(await readAll(rawWav({ tag: 3, bits: 32, data }))).toEqual([[0, 0.5, 0]]);
  });

  it.each([
    ['an empty file', new Uint8Array(0), /empty \(0 bytes\)/],
    [
      'an MP3',
      Uint8Array.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0, 0, 0]),
      /not a WAV file: it begins with the bytes 49 44 33/,
    ],
    ['text', new TextEncoder().encode('version https://git-lfs'), /begins with "vers" instead of/],
    ['a bare header', new TextEncoder().encode('RIFF....WAVE'), /no format/],
    [
      'a header cut before the data',
      rawWav({ tag: 1, bits: 16, data: new Uint8Array(2) }).subarray(0, 36),
      /no "data" chunk/,
    ],
    ['no data', rawWav({ tag: 1, bits: 16, data: new Uint8Array(0) }), /its data is empty/],
    [
      '0 channels',
      rawWav({ tag: 1, bits: 16, channels: 0, data: new Uint8Array(8) }),
      /0 channels; 1 \(mono\)/,
    ],
    [
      '1 kHz',
      rawWav({ tag: 1, bits: 16, rateHz: 1_000, data: new Uint8Array(8) }),
      /1000 Hz; 8000 to 192000 Hz/,
    ],
    [
      '768 kHz',
      rawWav({ tag: 1, bits: 16, rateHz: 768_000, data: new Uint8Array(8) }),
      /768000 Hz; 8000 to 192000 Hz/,
    ],
    ['ADPCM', rawWav({ tag: 2, bits: 4, data: new Uint8Array(8) }), /encoding 0x0002 of 4 bits/],
    ['PCM of 12 bits', rawWav({ tag: 1, bits: 12, data: new Uint8Array(8) }), /PCM of 12 bits/],
  ])('refuses %s with a sentence', async (_, bytes, sentence) => {
    await expect(openWav(bytesSource(bytes))).rejects.toThrow(sentence);
  });

  it('never fails but with a sentence, whatever the bytes', async () => {
    const good = rawWav({ tag: 1, bits: 16, channels: 2, data: new Uint8Array(40) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(good.length),
        async (changes, length) => {
          const bytes = good.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          const outcome = await readAll(bytes).catch((error: Error) => error.message);
          if (typeof outcome === 'string') expect(outcome).toMatch(/^(The|This) .*WAV|^The file is empty/);
          else expect(outcome.flat().every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('encodeWav', () => {
  const left = Float32Array.of(0, 0.25, -0.5);
  const right = Float32Array.of(1.5, -1, 0.125);

  it('writes floats that read back exactly, mono and stereo', async () => {
    expect(await readAll(encodeWav([left], 8_000, 'float32'))).toEqual([[...left]]);
    expect(await readAll(encodeWav([left, right], 48_000, 'float32'))).toEqual([[...left], [...right]]);
  });

  it('writes 16-bit PCM that saturates at full scale', async () => {
    expect(await readAll(encodeWav([left, right], 48_000))).toEqual([
      [...left],
      [32_767 / 32_768, -1, 0.125],
    ]);
  });

  it('refuses channels of different lengths, and none', () => {
    expect(() => encodeWav([left, new Float32Array(2)], 8_000)).toThrow('3 and 2 samples');
    expect(() => encodeWav([], 8_000)).toThrow('at least one channel');
  });

  it('reads from a Blob and from a file on disk', async () => {
    const bytes = encodeWav([left], 8_000, 'float32');
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-wav-'));
    const file = join(folder, 'left.wav');
    writeFileSync(file, bytes);
    const onDisk = await openFileSource(file);
    try {
      for (const source of [blobSource(new Blob([bytes])), onDisk]) {
        const wav = await openWav(source);
        for await (const [samples] of wav.blocks()) expect(samples).toEqual(left);
        expect(wav.frames).toBe(3);
      }
    } finally {
      await onDisk.close();
      rmSync(folder, { recursive: true });
    }
  });
});
