// Recordings in the browser, of every kind that it can decode, as a stream of blocks: an hour of a call never has to fit
// in memory. WAV goes through the reader that the command line uses, so both get the same samples.

import type { AudioSample, AudioSampleSink, EncodedPacketSink, InputAudioTrack } from 'mediabunny';
import { PacketHoles } from './packet-holes.ts';
import { inTime, type TimedBlock } from './timed-blocks.ts';
import { blobSource, openWav, type WavReader } from './wav.ts';

/** An open recording; close it when done. */
export interface Recording extends Pick<WavReader, 'sampleRateHz' | 'channels' | 'seconds'> {
  /** Its samples from the start, as one array a channel, in [-1, 1], in blocks of any length. */
  blocks(): AsyncGenerator<Float32Array<ArrayBuffer>[], void, void>;
  close(): void;
}

const NO_SOUND = 'There is no sound in this file. Choose a recording of a call.';
/** First bytes of WAV files, and of their relatives that only our reader refuses in a sentence. */
const WAV_SIGNATURES = ['RIFF', 'RIFX', 'RF64', 'BW64'];

/**
 * Opens a recording.
 * @throws Error with a sentence for the person who chose the file
 */
export async function openRecording(file: Blob): Promise<Recording> {
  if (file.size === 0) throw new Error('This file is empty. Choose another one, or copy it anew.');
  const signature = new TextDecoder('latin1').decode(await file.slice(0, 4).arrayBuffer());
  return WAV_SIGNATURES.includes(signature) ? openWavBlob(file) : openCompressed(file);
}

async function openWavBlob(file: Blob): Promise<Recording> {
  const wav = await openWav(blobSource(file));
  return { ...wav, blocks: () => wav.blocks(), close: () => {} };
}

async function openCompressed(file: Blob): Promise<Recording> {
  const { ALL_FORMATS, AudioSampleSink, BlobSource, EncodedPacketSink, Input } = await import('mediabunny');
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const track = await audioTrackOf(input);
    const sink = new AudioSampleSink(track);
    const packets = new EncodedPacketSink(track);
    const [decoded, seconds] = await Promise.all([decodedFormat(sink), input.computeDuration([track])]);
    return {
      ...decoded,
      seconds,
      blocks: () => inTime(timedBlocks(sink, packets), decoded),
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

/** Rate and channels of the first decoded sample: an HE-AAC file declares half of its rate. */
async function decodedFormat(sink: AudioSampleSink): Promise<{ sampleRateHz: number; channels: number }> {
  for await (const sample of sink.samples()) {
    const { sampleRate: sampleRateHz, numberOfChannels: channels } = sample;
    sample.close();
    return { sampleRateHz, channels };
  }
  throw new Error(NO_SOUND);
}

async function* timedBlocks(
  sink: AudioSampleSink,
  packets: EncodedPacketSink,
): AsyncGenerator<TimedBlock, void, void> {
  const holes = new PacketHoles(packets.packets(undefined, undefined, { metadataOnly: true }));
  try {
    let resumed: number | null = Number.NEGATIVE_INFINITY;
    while (resumed !== null) {
      const from: number = resumed;
      resumed = null;
      for await (const sample of sink.samples(from)) {
        const hole = await holes.before(sample.timestamp);
        if (hole !== null) {
          // A new decoder starts where the hole ends, because only its first sample has the time of its packet.
          sample.close();
          resumed = hole.end;
          break;
        }
        const block = timedBlock(sample);
        sample.close();
        yield block;
      }
    }
  } finally {
    await holes.close();
  }
}

function timedBlock(sample: AudioSample): TimedBlock {
  const { timestamp, sampleRate, numberOfFrames, numberOfChannels } = sample;
  const channels = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
    const samples = new Float32Array(numberOfFrames);
    sample.copyTo(samples, { planeIndex, format: 'f32-planar' });
    return samples;
  });
  return { startSeconds: timestamp, sampleRateHz: sampleRate, channels };
}

async function audioTrackOf(input: {
  canRead(): Promise<boolean>;
  getPrimaryAudioTrack(): Promise<InputAudioTrack | null>;
}): Promise<InputAudioTrack> {
  if (!(await input.canRead())) {
    throw new Error('This is no recording that can be read. WAV, MP3, M4A, Ogg, FLAC and WebM can be.');
  }
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw new Error(NO_SOUND);
  if (await track.canDecode()) return track;
  const codec = await track.getCodec();
  throw new Error(
    `This browser can't decode the sound of this file (${codec ?? 'unknown codec'}). Save it as WAV.`,
  );
}
