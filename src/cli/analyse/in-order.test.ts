import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const results = async <T>(generator: AsyncGenerator<T>) => {
  const all: T[] = [];
  for await (const result of generator) all.push(result);
  return all;
};
const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('yields results in the order of the items, whichever is done first', async () => {
  const work = (item: number) => after(20 - 4 * item).then(() => item);
  expect(await results(inOrder([1, 2, 3, 4], work, 3))).toEqual([1, 2, 3, 4]);
});

it('starts no more than it may before the oldest is done', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await after(1);
    running--;
    return item;
  };
  await results(inOrder(Array(20).keys(), work, 3));
  expect(most).toBe(3);
});

it('passes a failure on when its turn comes', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('two');
    return item;
  };
  const generator = inOrder([1, 2, 3], work, 3);
  expect((await generator.next()).value).toBe(1);
  await expect(generator.next()).rejects.toThrow('two');
});
