import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  CustomAudioDecoder,
  EncodedAudioPacketSource,
  EncodedPacket,
  MkvOutputFormat,
  Mp4OutputFormat,
  Output,
  registerDecoder,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../../tests/support/encode-wav.ts';
import { bothChannels, everyBlock } from '../../../tests/support/read-blocks.ts';
import { openRecording, type Recording } from './recording.ts';

const RATE_HZ = 16_000;

const sampleAt = (timestamp: number, seconds: number, level: number) =>
  new AudioSample({
    data: new Float32Array(2 * seconds * RATE_HZ).fill(level),
    format: 'f32-planar',
    numberOfChannels: 2,
    sampleRate: RATE_HZ,
    timestamp,
  });

/** Matroska with PCM, which needs no decoder of a browser's. */
async function matroska(samples: readonly AudioSample[]): Promise<Blob> {
  const output = new Output({ format: new MkvOutputFormat(), target: new BufferTarget() });
  const source = new AudioSampleSource({ codec: 'pcm-s16' });
  output.addAudioTrack(source);
  await output.start();
  for (const sample of samples) await source.add(sample);
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer()]);
}

/** AAC whose header says half of its rate and one channel, as HE-AAC's may. */
async function halfDeclared(): Promise<Blob> {
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const source = new EncodedAudioPacketSource('aac');
  output.addAudioTrack(source);
  await output.start();
  for (let packet = 0; packet < 3; packet++) {
    await source.add(new EncodedPacket(new Uint8Array([packet, 1, 2, 3]), 'key', packet, 1), {
      decoderConfig: {
        codec: 'mp4a.40.2',
        sampleRate: RATE_HZ / 2,
        numberOfChannels: 1,
        description: new Uint8Array([0x15, 0x88]),
      },
    });
  }
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer()]);
}

/** Gives a second of twice the declared rate and channels a packet. */
class DoublingDecoder extends CustomAudioDecoder {
  static override supports(codec: string) {
    return codec === 'aac';
  }
  init() {}
  decode({ timestamp }: EncodedPacket) {
    this.onSample(sampleAt(timestamp, 1, 0.25));
  }
  flush() {}
  close() {}
}

async function read(recording: Recording) {
  const channels = await bothChannels(recording.blocks());
  recording.close();
  return channels;
}

describe('a recording', () => {
  it('of WAV is read by the command line’s reader', async () => {
    const samples = Float32Array.of(0, 0.5, -0.5, 0.25);
    const recording = await openRecording(new Blob([encodeWav([samples, samples], RATE_HZ)]));
    expect([recording.channels, recording.sampleRateHz]).toEqual([2, RATE_HZ]);
    expect((await read(recording))[1]).toEqual(samples);
  });

  it('with a hole in its times has silence there, so that later times stay right', async () => {
    const recording = await openRecording(await matroska([sampleAt(0, 1, 0.5), sampleAt(2.5, 1, 0.25)]));
    const [left] = await read(recording);
    expect(left).toHaveLength(3.5 * RATE_HZ);
    const moments = [0.5, 1.1, 2.4, 2.6].map((seconds) => left[seconds * RATE_HZ] ?? Number.NaN);
    for (const [i, level] of [0.5, 0, 0, 0.25].entries()) expect(moments[i]).toBeCloseTo(level, 3);
  });

  it('can be read twice', async () => {
    const recording = await openRecording(await matroska([sampleAt(0, 1, 0.5)]));
    const once = await everyBlock(recording.blocks());
    expect(await everyBlock(recording.blocks())).toEqual(once);
    recording.close();
  });

  it('has the rate and the channels of its decoded samples, whatever its header says', async () => {
    registerDecoder(DoublingDecoder);
    const recording = await openRecording(await halfDeclared());
    expect([recording.sampleRateHz, recording.channels]).toEqual([RATE_HZ, 2]);
    expect((await read(recording))[1]).toHaveLength(3 * RATE_HZ);
  });

  it.each([
    [new Blob([]), 'This file is empty.'],
    [new Blob(['not a recording']), 'This is no recording that can be read.'],
  ])('refuses what is none in a sentence', async (file, problem) => {
    await expect(openRecording(file)).rejects.toThrow(problem);
  });

  it('refuses a track without sound', async () => {
    await expect(openRecording(await matroska([]))).rejects.toThrow('There is no sound in this file.');
  });
});
