// WAV files, read as a stream of blocks from anything that can be read at an offset (a file, a Blob), so that
// an hour of a call never has to fit in memory.
// Source: Microsoft/IBM Multimedia Programming Interface 1.0 (RIFF), and WAVE_FORMAT_EXTENSIBLE.

import { alawToLinear, mulawToLinear } from './g711.ts';
import { MAX_RATE_HZ, MIN_RATE_HZ } from './resampler.ts';

/** Where the bytes of a recording come from. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes from `offset` on: `length` of them, or fewer where the source ends before. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface WavReader {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Length by the samples that are really there, whatever the header claims. */
  readonly seconds: number;
  /** Sample frames (one sample of each channel) that are really there. */
  readonly frames: number;
  /**
   * The recording from its start, as one Float32Array per channel with samples in [-1, 1] (float files may go
   * beyond; values that are not finite are 0) and `blockFrames` samples each, fewer in the last block.
   * @throws Error in a sentence when float samples lie so far beyond 1 that they are no sound, and the source's error
   * when it can no longer be read.
   */
  blocks(blockFrames?: number): AsyncGenerator<Float32Array<ArrayBuffer>[], void, void>;
}

/** Sample frames of a block where the caller names no number: one second at 16 kHz. */
const DEFAULT_BLOCK_FRAMES = 16_000;
/** A header with more channels is damaged. */
const MAX_CHANNELS = 64;
/** Most chunks before the data: a recorder writes about ten; a disk that left zeros in the file makes millions. */
const MAX_CHUNKS = 10_000;
/** Float samples 40 dB beyond full scale are no sound: they are on the scale of integers, or damaged. */
const MAX_FLOAT_LEVEL = 100;
/** Written by recorders that stream and can't know the length: the data goes on to the end of the file. */
const UNKNOWN_LENGTH = 0xffff_ffff;

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_ALAW = 6;
const FORMAT_MULAW = 7;
const FORMAT_EXTENSIBLE = 0xfffe;

/** What else reaches an archive under the name of WAV, by its first 12 bytes as Latin-1. */
const OTHER_KINDS: readonly (readonly [start: RegExp, kind: string])[] = [
  [/^(ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/, 'MP3'],
  [/^\xff[\xf0\xf1\xf8\xf9]/, 'AAC'],
  [/^OggS/, 'Ogg'],
  [/^fLaC/, 'FLAC'],
  [/^#!AMR/, 'AMR'],
  [/^.{4}ftyp/s, 'M4A or MP4'],
  [/^.E\xdf\xa3/s, 'WebM or Matroska'],
  [/^0&\xb2u/, 'WMA'],
  [/^FORM.{4}AIF/s, 'AIFF'],
  [/^(RF64|BW64)/, 'RIFF for more than 4 GB'],
  [/^RIFX/, 'RIFF with big-endian numbers'],
  [/^\s*<(!doctype|html)/i, 'a web page, perhaps the error message of a server'],
];

/** Codecs of telephony that come in WAV files, by the tags of Microsoft's mmreg.h. */
const CODECS: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  17: 'IMA ADPCM',
  23: 'Dialogic ADPCM',
  34: 'TrueSpeech',
  49: 'GSM 6.10',
  66: 'G.723.1',
  85: 'MP3',
  131: 'G.729',
};

const AGAIN = 'Copy or export the recording again.';
const DAMAGED = 'It is damaged or was cut off: copy or export the recording again.';
const CONVERT =
  'WAV with PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits, µ-law or A-law, 8 to 192 kHz, can be read: convert or export the recording to one of these.';

type SampleDecoder = (view: DataView, offset: number) => number;

/** What each sample format is and how one sample of it becomes a number in [-1, 1]. Keyed by `format/bits`. */
const DECODERS: Readonly<Record<string, SampleDecoder>> = {
  [`${FORMAT_PCM}/8`]: (view, offset) => (view.getUint8(offset) - 128) / 128,
  [`${FORMAT_PCM}/16`]: (view, offset) => view.getInt16(offset, true) / 0x8000,
  [`${FORMAT_PCM}/24`]: (view, offset) =>
    ((view.getInt8(offset + 2) << 16) | view.getUint16(offset, true)) / 0x80_0000,
  [`${FORMAT_PCM}/32`]: (view, offset) => view.getInt32(offset, true) / 0x8000_0000,
  [`${FORMAT_FLOAT}/32`]: (view, offset) => floatSample(view.getFloat32(offset, true)),
  [`${FORMAT_FLOAT}/64`]: (view, offset) => floatSample(Math.fround(view.getFloat64(offset, true))),
  [`${FORMAT_ALAW}/8`]: (view, offset) => alawToLinear(view.getUint8(offset)) / 0x8000,
  [`${FORMAT_MULAW}/8`]: (view, offset) => mulawToLinear(view.getUint8(offset)) / 0x8000,
};

interface Format {
  readonly tag: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly bits: number;
  readonly decode: SampleDecoder;
}

interface Chunk {
  readonly id: string;
  /** Offset of the chunk's body in the file. */
  readonly start: number;
  /** Length of the body as the header claims it. */
  readonly length: number;
}

/**
 * Opens a WAV recording and reads its header. A file that was cut off is read as far as it goes.
 * @throws Error with a sentence for the person who chose the file: what is wrong, the value, what to do.
 */
export async function openWav(source: ByteSource): Promise<WavReader> {
  if (source.size === 0) throw new Error(`The file is empty (0 bytes). ${AGAIN}`);
  const head = await source.read(0, 12);
  if (head.length < 12) {
    throw new Error(
      `The file ends after byte ${head.length}, within the first 12 bytes of a WAV file's header. ${AGAIN}`,
    );
  }
  if (ascii(head, 0) !== 'RIFF' || ascii(head, 8) !== 'WAVE') {
    throw new Error(
      `This is not a WAV file: it begins with ${describeStart(head)} instead of "RIFF…WAVE". ${CONVERT}`,
    );
  }
  let format: Format | undefined;
  let overlong = '';
  for await (const chunk of chunksOf(source)) {
    if (chunk.id === 'fmt ') format = await readFormat(source, chunk);
    if (chunk.id === 'data') {
      if (format === undefined) {
        throw new Error(`The WAV file has its data before any format ("fmt " chunk). ${DAMAGED}`);
      }
      return createReader(source, format, chunk);
    }
    const there = source.size - chunk.start;
    if (chunk.length > there) {
      overlong = `: a chunk (${quote(chunk.id)}) claims ${chunk.length} bytes, of which ${there} are there`;
    }
  }
  const missing = format === undefined ? 'format (no "fmt " chunk)' : 'sound in it (no "data" chunk)';
  throw new Error(`The WAV file has no ${missing}${overlong}. ${DAMAGED}`);
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Chunk, void, void> {
  let offset = 12;
  for (let chunks = 0; offset + 8 <= source.size; chunks++) {
    if (chunks === MAX_CHUNKS) {
      throw new Error(`The WAV file has no sound in its first ${MAX_CHUNKS} chunks. ${DAMAGED}`);
    }
    const header = await source.read(offset, 8);
    if (header.length < 8) return;
    const length = viewOf(header).getUint32(4, true);
    yield { id: ascii(header, 0), start: offset + 8, length };
    // Bodies are padded to an even length.
    offset += 8 + length + (length % 2);
  }
}

async function readFormat(source: ByteSource, chunk: Chunk): Promise<Format> {
  const body = await source.read(chunk.start, Math.min(chunk.length, 40));
  const view = viewOf(body);
  const declared = body.length < 2 ? 0 : view.getUint16(0, true);
  // The extensible format keeps the real one in the first two bytes of its sub-format GUID.
  const needed = declared === FORMAT_EXTENSIBLE ? 26 : 16;
  if (body.length < needed) {
    throw new Error(
      `The WAV file's format ("fmt " chunk) has ${body.length} bytes; at least ${needed} are needed. ${DAMAGED}`,
    );
  }
  const tag = declared === FORMAT_EXTENSIBLE ? view.getUint16(24, true) : declared;
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const bits = view.getUint16(14, true);
  if (channels === 0 || channels > MAX_CHANNELS) {
    throw new Error(
      `The WAV file claims ${channels} channels; 1 (mono) or 2 (stereo) are expected. ${AGAIN}`,
    );
  }
  if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) {
    throw new Error(
      `The WAV file has a sample rate of ${sampleRateHz} Hz; ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz can be read. Convert it, to 16000 Hz for instance.`,
    );
  }
  const decode = DECODERS[`${tag}/${bits}`];
  if (decode === undefined) {
    throw new Error(`The WAV file has ${describeFormat(tag, bits)}. ${CONVERT}`);
  }
  return { tag, channels, sampleRateHz, bits, decode };
}

function createReader(source: ByteSource, format: Format, data: Chunk): WavReader {
  const { channels, sampleRateHz, decode } = format;
  const sampleBytes = format.bits / 8;
  const frameBytes = sampleBytes * channels;
  const there = source.size - data.start;
  // A recorder that was stopped hard leaves 0 or the largest number as the length.
  const claimed = data.length === 0 || data.length === UNKNOWN_LENGTH ? there : data.length;
  const dataBytes = Math.min(claimed, there);
  const frames = Math.floor(dataBytes / frameBytes);
  if (frames === 0) {
    const data =
      dataBytes === 0
        ? 'is empty (0 bytes)'
        : `ends after byte ${dataBytes} of a sample frame's ${frameBytes}`;
    throw new Error(`The WAV file has no sound in it: its data ${data}. ${AGAIN}`);
  }

  async function* blocks(blockFrames = DEFAULT_BLOCK_FRAMES): AsyncGenerator<Float32Array<ArrayBuffer>[]> {
    if (!Number.isInteger(blockFrames) || blockFrames < 1) {
      throw new Error(`A block has to have at least 1 sample frame; ${blockFrames} were asked for.`);
    }
    for (let frame = 0; frame < frames; frame += blockFrames) {
      const wanted = Math.min(blockFrames, frames - frame);
      const bytes = await source.read(data.start + frame * frameBytes, wanted * frameBytes);
      const view = viewOf(bytes);
      // Fewer bytes than at opening: the file was cut while it was read.
      const got = Math.min(wanted, Math.floor(bytes.length / frameBytes));
      const block = Array.from({ length: channels }, () => new Float32Array(got));
      block.forEach((samples, channel) => {
        for (let i = 0; i < got; i++) samples[i] = decode(view, i * frameBytes + channel * sampleBytes);
      });
      if (got > 0) yield block;
      if (got < wanted) return;
    }
  }

  return { sampleRateHz, channels, frames, seconds: frames / sampleRateHz, blocks };
}

/** A browser's File or Blob as a source. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function floatSample(value: number): number {
  if (Math.abs(value) > MAX_FLOAT_LEVEL && Number.isFinite(value)) {
    throw new Error(
      `The WAV file has a float sample of ${Number(value.toPrecision(6))}, where 1 is full scale. Export the recording again, with samples from -1 to 1 or as PCM of 16 bits.`,
    );
  }
  return finite(value);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(bytes: Uint8Array, offset: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

function describeStart(head: Uint8Array): string {
  const text = ascii(head, 0, head.length);
  if (text.startsWith('RIFF')) return `"RIFF" of the kind ${quote(text.slice(8))}`;
  const [, kind] = OTHER_KINDS.find(([start]) => start.test(text)) ?? [];
  return kind === undefined ? quote(text.slice(0, 4)) : `${quote(text.slice(0, 4))} (${kind})`;
}

/** Text of a file's bytes in quotation marks, or the bytes where it is none. */
function quote(text: string): string {
  if (/^[ -~]+$/.test(text)) return `"${text}"`;
  const bytes = Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, '0'));
  return `the bytes ${bytes.join(' ')}`;
}

function describeFormat(tag: number, bits: number): string {
  if (tag === FORMAT_PCM) return `PCM of ${bits} bits`;
  if (tag === FORMAT_FLOAT) return `float samples of ${bits} bits`;
  if (tag === FORMAT_MULAW) return `µ-law of ${bits} bits`;
  if (tag === FORMAT_ALAW) return `A-law of ${bits} bits`;
  const encoding = `the encoding 0x${tag.toString(16).padStart(4, '0')} of ${bits} bits`;
  const codec = CODECS[tag];
  return codec === undefined ? encoding : `${encoding} (${codec})`;
}
