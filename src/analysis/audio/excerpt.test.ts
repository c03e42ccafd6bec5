import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

const RATE_HZ = 8_000;

/** Twenty seconds in blocks of 0.7 s; the left channel as it is given, the right one silent. */
async function* stereo(left: (second: number) => number) {
  const samples = Float32Array.from({ length: 20 * RATE_HZ }, (_, i) => left(i / RATE_HZ));
  for (let i = 0; i < samples.length; i += 5_600) {
    const part = samples.slice(i, i + 5_600);
    yield [part, new Float32Array(part.length)];
  }
}

describe('an excerpt', () => {
  it('is where the channel has sound, however loud a moment elsewhere is', async () => {
    const loudMoment = (second: number) => (second < 0.5 ? 1 : 0);
    const excerpt = await excerptOf(
      stereo((second) => loudMoment(second) + (second >= 10 && second < 16 ? 0.1 : 0)),
      RATE_HZ,
      'left',
    );
    expect(excerpt).toMatchObject({ startSeconds: 10, sampleRateHz: RATE_HZ });
    expect(excerpt?.samples).toEqual(new Float32Array(6 * RATE_HZ).fill(0.1));
  });

  it('is as short as the recording', async () => {
    async function* short() {
      yield [new Float32Array(RATE_HZ), new Float32Array(RATE_HZ).fill(0.1)];
    }
    expect((await excerptOf(short(), RATE_HZ, 'right'))?.samples).toHaveLength(RATE_HZ);
  });

  it('is none where a channel is silent, or there is no such channel', async () => {
    expect(
      await excerptOf(
        stereo(() => 0.1),
        RATE_HZ,
        'right',
      ),
    ).toBeNull();
    async function* mono() {
      yield [new Float32Array(RATE_HZ).fill(0.1)];
    }
    expect(await excerptOf(mono(), RATE_HZ, 'right')).toBeNull();
  });
});
