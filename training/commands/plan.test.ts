import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTORS } from '../data/actors.ts';
import type { Clip } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import { architectureOf, loadModel, type ModelUnderTest } from './model-under-test.ts';
import { checkFolderOf, heardActors, parseEvaluationArguments, partsOf } from './plan.ts';

const parse = (...args: string[]) => parseEvaluationArguments(['--crema-d', 'clips', ...args]);

describe('the arguments of evaluate', () => {
  it('are all folds in all conditions where nothing else is said', () => {
    expect(parse()).toEqual({
      models: ['models/emotion.onnx'],
      cremaD: 'clips',
      protocol: 'speaker-disjoint-5fold',
      conditions: ['clean', 'phone', 'opus'],
      fold: null,
      json: null,
    });
  });

  it('take several conditions, each once', () => {
    expect(parse('--condition', 'opus', '--condition', 'clean', '--condition', 'opus').conditions).toEqual([
      'opus',
      'clean',
    ]);
  });

  it.each([
    [['--condition', 'radio'], '--condition radio: choose clean or phone or opus.'],
    [
      ['--protocol', '5fold'],
      '--protocol 5fold: choose speaker-disjoint-5fold or speaker-disjoint-5fold-in-call or speaker-disjoint-5fold-in-call-steady or random-80-20.',
    ],
    [['--fold', '6'], '--fold 6: choose 1 to 5.'],
    [['--protocol', 'random-80-20', '--fold', '2'], 'leave out --fold 2'],
    [['--protocol', 'random-80-20', '--model', 'a.head'], 'speaker-disjoint-5fold'],
    [['--model', 'a.onnx', '--model', 'b.onnx'], 'Only heads can be measured together'],
    [['--model', 'a.head', '--model', 'b.head', '--fold', '1'], 'no --fold'],
    [['--models', 'a.onnx'], "'--models'"],
  ])('%j are refused in a sentence', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence);
  });

  it('are refused when the document has no folder to go to', async () => {
    await expect(checkFolderOf(join(tmpdir(), 'nowhere/at/all.json'))).rejects.toThrow('there is no folder');
    await expect(checkFolderOf(join(tmpdir(), 'figures.json'))).resolves.toBeUndefined();
  });
});

describe('loadModel', () => {
  it('says which file is missing, and which kinds there are', async () => {
    await expect(loadModel('missing.onnx')).rejects.toThrow("The model can't be read: missing.onnx.");
    await expect(loadModel('model.pt')).rejects.toThrow('--model model.pt: give a graph (.onnx');
  });
});

describe('architectureOf', () => {
  it('is the name of the file without fold and ending', () => {
    expect(architectureOf('models/folds/moonshine-base-fold3.head')).toBe('moonshine-base');
    expect(architectureOf('models/emotion.onnx')).toBe('emotion');
  });
});

describe('partsOf', () => {
  const corpus = ACTORS.flatMap(({ id }) => Array.from({ length: 10 }, () => ({ actor: id }) as Clip));
  const model = (fold: number | null) => {
    const unseen = FOLDS.find(({ number }) => number === fold)?.test ?? [];
    return { fold, unseen } as unknown as ModelUnderTest;
  };
  const disjoint = { protocol: 'speaker-disjoint-5fold', fold: null } as const;

  it('runs each head over the actors that it has not heard', () => {
    const parts = partsOf(disjoint, [model(2), model(4)], corpus);
    expect(parts.map((part) => part.name)).toEqual(['fold 2', 'fold 4']);
    expect(heardActors(parts)).toBe(0);
  });

  it('runs a graph over all folds, and knows that it may have heard them', () => {
    const parts = partsOf(disjoint, [model(null)], corpus);
    expect(parts.flatMap((part) => part.clips)).toHaveLength(corpus.length);
    expect(heardActors(parts)).toBe(91);
  });

  it('runs a head over another fold when that is asked for, and counts whom it knows', () => {
    const parts = partsOf({ ...disjoint, fold: FOLDS[0] ?? null }, [model(2)], corpus);
    expect(parts.map((part) => part.name)).toEqual(['fold 1']);
    expect(heardActors(parts)).toBe(18);
  });

  it('runs a graph over the tested fifth of the random split', () => {
    const [part] = partsOf({ protocol: 'random-80-20', fold: null }, [model(null)], corpus);
    expect(part?.clips).toHaveLength(182);
  });

  it('leaves out folds without clips, and refuses when none has any', () => {
    const some = corpus.filter((clip) => clip.actor < 1030);
    expect(partsOf(disjoint, [model(null)], some).map((part) => part.name)).toEqual(['fold 1', 'fold 2']);
    expect(() => partsOf(disjoint, [model(5)], some)).toThrow('no clips of fold 5');
  });
});
