import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameOf } from '../../../tests/support/audio-frames.ts';
import { type BlockOfTrack, readTrack } from './track-reader.ts';

type Frame = ReturnType<typeof frameOf>;

afterEach(() => vi.unstubAllGlobals());

/** Reads a track that delivers these frames and ends. */
async function read(frames: readonly Frame[], elapsedSeconds = 0): Promise<BlockOfTrack[]> {
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable = new ReadableStream({
        start(controller) {
          for (const frame of frames) controller.enqueue(frame);
          controller.close();
        },
      });
    },
  );
  const blocks: BlockOfTrack[] = [];
  const track = {} as MediaStreamAudioTrack;
  await readTrack(track, elapsedSeconds, new AbortController().signal, (block) => blocks.push(block));
  return blocks;
}

/** `count` frames of 10 ms, from `fromMs` on the track's own clock. */
function frames(rateHz: number, count: number, levels: readonly number[], fromMs = 0): Frame[] {
  return Array.from({ length: count }, (_, index) => frameOf(rateHz, (fromMs + index * 10) * 1000, levels));
}

const positions = (blocks: readonly BlockOfTrack[]) =>
  blocks.map(({ startSample, sampleRateHz, pcm }) => [startSample, sampleRateHz, pcm.length]);

describe('reading a track', () => {
  it('cuts blocks of 100 ms, and the rest when it ends', async () => {
    expect(positions(await read(frames(8000, 25, [0.5])))).toEqual([
      [0, 8000, 800],
      [800, 8000, 800],
      [1600, 8000, 400],
    ]);
  });

  it('begins where the leg has got to', async () => {
    expect(positions(await read(frames(8000, 10, [0.5]), 30))).toEqual([[240_000, 8000, 800]]);
  });

  it('goes on at the same moment of the call when the codec changes its rate', async () => {
    const blocks = await read([
      ...frames(48_000, 15, [0.5]),
      ...frames(8000, 10, [0.25], 150),
      ...frames(48_000, 10, [0.5], 250),
    ]);
    expect(positions(blocks)).toEqual([
      [0, 48_000, 4800],
      [4800, 48_000, 2400],
      [1200, 8000, 800],
      [12_000, 48_000, 4800],
    ]);
    expect(blocks[2]?.pcm.every((sample) => sample === 0.25)).toBe(true);
  });

  it('leaves a hole where audio was lost, not where a frame is late', async () => {
    const blocks = await read([
      ...frames(8000, 10, [0.5]),
      ...frames(8000, 10, [0.5], 150),
      ...frames(8000, 10, [0.5], 1250),
    ]);
    expect(positions(blocks)).toEqual([
      [0, 8000, 800],
      [800, 8000, 800],
      [9600, 8000, 800],
    ]);
  });

  it('makes one channel of two, and follows when their number changes', async () => {
    const blocks = await read([...frames(48_000, 10, [0.5, 0.25]), ...frames(48_000, 10, [0.5], 100)]);
    expect(blocks.map(({ pcm }) => pcm[0])).toEqual([0.375, 0.5]);
  });
});
