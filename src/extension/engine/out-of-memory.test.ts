import { afterEach, expect, it, vi } from 'vitest';
import { survives } from '../../../tests/faults/survives.ts';
import { createEngine } from '../../analysis/emotion/engine.ts';
import { loadEngineFiles, nodeOrt } from '../../node/node-engine.ts';
import { memoryProblem } from './out-of-memory.ts';

afterEach(() => vi.restoreAllMocks());

survives('out-of-memory', async () => {
  const ort = await nodeOrt();
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(
    class {
      constructor() {
        throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      }
    } as never,
  );
  const error = await createEngine(ort, await loadEngineFiles()).catch((reason: unknown) => reason);
  expect(memoryProblem(error).message).toMatch(/^This computer has too little free memory for the model\./);
});

it.each(['std::bad_alloc', 'Aborted(OOM). Build with -sASSERTIONS for more info.'])(
  'knows "%s" for what it is',
  (message) => {
    expect(memoryProblem(new Error(message)).message).toContain('too little free memory');
  },
);

it('leaves every other error as it is', () => {
  const damaged = new Error('The model file is damaged.');
  expect(memoryProblem(damaged)).toBe(damaged);
});
