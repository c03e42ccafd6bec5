import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../tests/support/bytes-source.ts';
import { cremaDFolder } from '../../../tests/support/crema-d.ts';
import { DEMO_CALL } from '../../../tests/support/demo-call.ts';
import { bothChannels } from '../../../tests/support/read-blocks.ts';
import { resampleTo } from '../../../tests/support/recordings.ts';
import { type ChannelGuess, GUESS_SECONDS, guessChannel } from './channel-guess.ts';
import { openWav } from './wav.ts';

const RATE_HZ = 16_000;
const [agent, customer] = await bothChannels(
  (await openWav(bytesSource(await readFile(DEMO_CALL)))).blocks(),
);

/** A voice over the telephone: the demo call's, which was recorded at 8 kHz. */
const phone = {
  agent: resampleTo(RATE_HZ, agent.subarray(0, 320_000), 8_000),
  customer: resampleTo(RATE_HZ, customer.subarray(0, 320_000), 8_000),
};
/** The same voice as a headset has it: with consonants beyond the telephone's band, where it has sound. */
const headset = (voice: Float32Array) =>
  voice.map((sample, i) => sample + 0.3 * Math.abs(sample) * Math.sin((2 * Math.PI * 6_500 * i) / RATE_HZ));
/** A voice that says nothing for so long. */
const later = (voice: Float32Array, seconds: number) => {
  const shifted = new Float32Array(voice.length);
  shifted.set(voice.subarray(0, voice.length - seconds * RATE_HZ), seconds * RATE_HZ);
  return shifted;
};
/** From where it first has sound. */
const atOnce = (voice: Float32Array) => voice.slice(voice.findIndex((sample) => Math.abs(sample) > 0.01));
/** A word of half a second now and then, and silence between. */
const seldom = (voice: Float32Array) =>
  voice.map((sample, i) => (i % (14 * RATE_HZ) < RATE_HZ / 2 ? sample : 0));
const quiet = (voice: Float32Array, gain: number) => voice.map((sample) => gain * sample);

function guess(left: Float32Array, right: Float32Array, rateHz = RATE_HZ): Promise<ChannelGuess> {
  const length = Math.min(left.length, right.length);
  async function* blocks() {
    for (let i = 0; i < length; i += 7_000) {
      yield [left.slice(i, Math.min(length, i + 7_000)), right.slice(i, Math.min(length, i + 7_000))];
    }
  }
  return guessChannel(blocks(), rateHz);
}

describe('the customer’s channel', () => {
  const voice = atOnce(phone.customer);
  const other = atOnce(phone.agent);

  it.each([
    ['is both where they are the same', voice, voice, 'mix', ['same'], true],
    ['is both where they are the same at another level', quiet(voice, 0.3), voice, 'mix', ['same'], true],
    ['is one of both where mixing would take it away', voice, quiet(voice, -1), 'left', ['same'], true],
    ['is the one with sound', voice, quiet(voice, 0), 'left', ['silent'], true],
    [
      'is the one that isn’t only heard through the other',
      quiet(voice, 0.005),
      voice,
      'right',
      ['silent'],
      true,
    ],
    ['is the one that is greeted', later(voice, 3), other, 'left', ['greeted'], false],
    ['is the one on the line', voice, headset(other), 'left', ['telephone-band'], true],
    [
      'is the one on the line that is greeted',
      headset(other),
      later(voice, 3),
      'right',
      ['telephone-band', 'greeted'],
      true,
    ],
    [
      'is the one on the line, not for sure, when it speaks first',
      voice,
      later(headset(other), 3),
      'left',
      ['telephone-band'],
      false,
    ],
    [
      'is the right one, not for sure, where nothing tells',
      quiet(voice, 0),
      quiet(other, 0),
      'right',
      [],
      false,
    ],
    ['is not told, surely, by how seldom one speaks', other, later(seldom(voice), 7), 'right', [], false],
    ['is not told by bands that are the same', headset(voice), headset(other), 'right', [], false],
  ] as const)('%s', async (_, left, right, expected, cues, sure) => {
    expect(await guess(left, right)).toEqual({ customer: expected, cues, sure });
  });

  it('can’t be told by its band at a telephone’s sample rate', async () => {
    expect(await guess(voice, headset(other), 8_000)).toMatchObject({ sure: false });
  });

  it('is not taken to be greeted by somebody who tells a story', async () => {
    expect(await guess(agent, customer, 8_000)).toEqual({ customer: 'right', cues: [], sure: false });
  });
});

const clips = cremaDFolder();

it.skipIf(clips === null)('hears which of two people is on a telephone', async () => {
  const said = async (actor: number) => {
    const names = ['IEO_ANG_HI', 'IEO_SAD_MD', 'IEO_HAP_LO', 'DFA_NEU_XX', 'DFA_FEA_XX'];
    const parts = await Promise.all(
      names.map(async (name) => {
        const file = await readFile(path.join(clips ?? '', 'AudioWAV', `${actor}_${name}.wav`));
        return (await bothChannels((await openWav(bytesSource(file))).blocks()))[0];
      }),
    );
    return Float32Array.from(parts.flatMap((part) => [...part]));
  };
  const [near, far] = [await said(1001), await said(1002)];
  const onTheLine = resampleTo(RATE_HZ, resampleTo(8_000, far, RATE_HZ), 8_000);
  expect(await guess(near, onTheLine)).toMatchObject({
    customer: 'right',
    cues: ['telephone-band'],
    sure: true,
  });
  expect(await guess(onTheLine, near)).toMatchObject({
    customer: 'left',
    cues: ['telephone-band'],
    sure: true,
  });
  expect((await guess(near, far)).sure).toBe(false);
});

it('reads no more than the first minutes, and stops when told', async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read++;
      yield [new Float32Array(RATE_HZ), new Float32Array(RATE_HZ)];
    }
  }
  await guessChannel(endless(), RATE_HZ);
  expect(read).toBe(GUESS_SECONDS);
  await expect(guessChannel(endless(), RATE_HZ, AbortSignal.abort(new Error('Enough.')))).rejects.toThrow(
    'Enough.',
  );
});
