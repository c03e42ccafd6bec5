import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { CONTEXT_WINDOWS, drawContexts, readInCall, type Spoken } from './in-call.ts';

/** Two voices with twenty clips of each emotion. */
const clips: Spoken[] = [1, 2].flatMap((actor) =>
  EMOTIONS.flatMap((_, label) =>
    Array.from({ length: 20 }, (_, take) => ({ id: `${actor}-${label}-${take}`, actor, label })),
  ),
);

describe('drawContexts', () => {
  it('draws windows of the same voice in the mix of a usual call, and never the clip itself', () => {
    const contexts = drawContexts(clips, 'usual');
    const counts = new Array<number>(EMOTIONS.length).fill(0);
    contexts.forEach((numbers, own) => {
      expect(numbers).toHaveLength(CONTEXT_WINDOWS);
      expect(numbers).not.toContain(own);
      for (const number of numbers) {
        expect(clips[number]?.actor).toBe(clips[own]?.actor);
        counts[clips[number]?.label ?? 0] = (counts[clips[number]?.label ?? 0] ?? 0) + 1;
      }
    });
    const shares = counts.map((count) => count / (clips.length * CONTEXT_WINDOWS));
    const shareOf = (emotion: (typeof EMOTIONS)[number]) => shares[EMOTIONS.indexOf(emotion)];
    expect(shareOf('neutral')).toBeCloseTo(0.7, 1);
    expect(shareOf('happy')).toBeCloseTo(0.1, 1);
    expect(shareOf('anger')).toBeCloseTo(0.1, 1);
    expect(shareOf('fear')).toBeCloseTo(0.033, 1);
  });

  it('draws nothing but the own emotion where the call is steady', () => {
    drawContexts(clips, 'steady').forEach((numbers, own) => {
      expect(numbers).toHaveLength(CONTEXT_WINDOWS);
      expect(numbers).not.toContain(own);
      for (const number of numbers) expect(clips[number]?.label).toBe(clips[own]?.label);
    });
  });

  it('is the same every time, and leaves out what a voice has no other clip of', () => {
    expect(drawContexts(clips, 'usual')).toEqual(drawContexts(clips, 'usual'));
    const [lonely, ...rest] = clips.filter(({ actor, label }) => actor === 1 || label > 3);
    if (lonely === undefined) throw new Error('There are no clips.');
    const alone = { ...lonely, actor: 3 };
    expect(drawContexts([alone, ...rest], 'usual')[0]).toEqual([]);
  });
});

describe('readInCall', () => {
  it('reads each clip after the calm part of the windows that were drawn', async () => {
    const calm = [0, 0, 0, 0, 9, 0];
    const angry = [9, 0, 0, 0, 0, 0];
    const readings = await readInCall(
      {
        embeddings: [Float32Array.of(1), Float32Array.of(4), Float32Array.of(100)],
        logits: [calm, calm, angry],
        read: (embedding, context) => [(embedding[0] ?? 0) - (context[0] ?? 0)],
      },
      [[1, 1, 2], [], [0]],
      { size: 1, share: 0.5, priorWindows: 2 },
      1,
    );
    // Two calm windows of 4 and an angry one that hardly counts, beside two of nothing: half of 8 / 4.
    expect(readings[0]?.logits[0]).toBeCloseTo(1 - 0.5 * 2, 2);
    expect(readings[0]?.known).toBeCloseTo(0.5, 2);
    expect(readings[1]).toEqual({ logits: [4], known: 0 });
    expect(readings[2]?.known).toBeCloseTo(1 / 3, 2);
  });
});
