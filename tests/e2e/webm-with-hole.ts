// A WebM recording whose sound pauses without silence being recorded: packets of an Opus file, some of them later.

import { readFile } from 'node:fs/promises';
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  OGG,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

/**
 * @param file Ogg Opus
 * @param from where the hole begins, in seconds
 * @param seconds length of the hole
 */
export async function webmWithHole(file: string, from: number, seconds: number): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(await readFile(file)), formats: [OGG] });
  const track = await input.getPrimaryAudioTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error(`${file} has no sound that could go into WebM.`);
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const timestamp = packet.timestamp + (packet.timestamp < from ? 0 : seconds);
    await source.add(packet.clone({ timestamp }), { decoderConfig });
  }
  await output.finalize();
  input.dispose();
  return Buffer.from(output.target.buffer ?? new ArrayBuffer());
}
