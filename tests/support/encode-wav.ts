// Small WAV files, written whole.

/**
 * A WAV file of one Float32Array per channel, samples in [-1, 1]; `pcm16` saturates beyond that.
 * @throws Error when there is no channel or the channels differ in length.
 */
export function encodeWav(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  encoding: 'pcm16' | 'float32' = 'pcm16',
): Uint8Array<ArrayBuffer> {
  const [first] = channels;
  if (first === undefined) throw new Error('A WAV file needs at least one channel; none was given.');
  const uneven = channels.find((samples) => samples.length !== first.length);
  if (uneven !== undefined) {
    throw new Error(
      `The channels of a WAV file need equal lengths; ${first.length} and ${uneven.length} samples were given.`,
    );
  }
  const sampleBytes = encoding === 'pcm16' ? 2 : 4;
  const frameBytes = sampleBytes * channels.length;
  const dataBytes = first.length * frameBytes;
  const view = new DataView(new ArrayBuffer(44 + dataBytes));
  writeAscii(view, 0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  writeAscii(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, encoding === 'pcm16' ? 1 : 3, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  writeAscii(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => {
      const offset = 44 + i * frameBytes + channel * sampleBytes;
      if (encoding === 'pcm16') view.setInt16(offset, toPcm16(sample), true);
      else view.setFloat32(offset, sample, true);
    });
  });
  return new Uint8Array(view.buffer);
}

function toPcm16(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round((Number.isFinite(sample) ? sample : 0) * 32_768)));
}

function writeAscii(view: DataView, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
}
