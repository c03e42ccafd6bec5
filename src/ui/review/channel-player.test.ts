import { beforeEach, describe, expect, it } from 'vitest';
import { encodeWav } from '../../../tests/support/encode-wav.ts';
import type { Excerpt } from '../../analysis/audio/excerpt.ts';
import { openRecording } from '../../analysis/audio/recording.ts';
import { ChannelPlayer } from './channel-player.ts';

const RATE_HZ = 8_000;
const sound = new Float32Array(RATE_HZ).fill(0.5);
const recording = {
  id: 'a',
  file: new File([encodeWav([new Float32Array(RATE_HZ), sound], RATE_HZ, 'float32')], 'a.wav'),
};

let played: Excerpt[];
let stopped: number;
let end: () => void;
let player: ChannelPlayer;

beforeEach(() => {
  played = [];
  stopped = 0;
  player = new ChannelPlayer({
    open: openRecording,
    play: (excerpt) => {
      played.push(excerpt);
      return {
        ended: new Promise((resolve) => {
          end = resolve;
        }),
        stop: () => {
          stopped++;
        },
      };
    },
  });
});

const until = async (kind: string) => {
  while (player.listening.value?.kind !== kind) await new Promise((resolve) => setTimeout(resolve));
};

describe('listening to a channel', () => {
  it('plays what the channel has, and is over when it ends', async () => {
    const over = player.listen(recording, 'right');
    expect(player.listening.value).toEqual({ id: 'a', channel: 'right', kind: 'opening' });
    await until('playing');
    expect(played.map(({ samples }) => samples)).toEqual([sound]);
    end();
    await over;
    expect(player.listening.value).toBeNull();
  });

  it('stops at once, also before it has begun', async () => {
    void player.listen(recording, 'right');
    await until('playing');
    player.stop();
    expect([stopped, player.listening.value]).toEqual([1, null]);
    const opening = player.listen(recording, 'right');
    player.stop();
    await opening;
    expect([played.length, player.listening.value]).toEqual([1, null]);
  });

  it('plays one channel at a time', async () => {
    void player.listen(recording, 'right');
    await until('playing');
    void player.listen(recording, 'right');
    expect(stopped).toBe(1);
  });

  it.each([
    [recording, 'The left channel is silent in its first minutes.'],
    [{ id: 'a', file: new File(['nothing of the kind'], 'a.wav') }, 'This is no recording that can be read.'],
  ])('says why nothing can be heard', async (file, problem) => {
    await player.listen(file, 'left');
    expect(player.listening.value).toMatchObject({
      kind: 'nothing',
      problem: expect.stringContaining(problem),
    });
  });
});
