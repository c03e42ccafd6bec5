import { describe, expect, it } from 'vitest';
import { parseOptions } from '../demo/options.ts';
import { parseCourse } from '../support/course.ts';

const SOME_FILE = import.meta.filename;
const SOME_FOLDER = import.meta.dirname;
const parse = (...argv: string[]) => parseOptions(argv, SOME_FILE);

describe('the command line of the demo', () => {
  it('plays the default call over Opus in a window when nothing is asked for', () => {
    expect(parse()).toMatchObject({
      headless: false,
      codec: 'opus',
      dark: false,
      customer: { kind: 'recording', file: SOME_FILE },
    });
  });

  it('puts a customer together from clips by a course and an actor', () => {
    expect(parse('--crema-d', SOME_FOLDER, '--course', 'angry,neutral', '--actor', '1012').customer).toEqual({
      kind: 'course',
      folder: SOME_FOLDER,
      actor: 1012,
      course: ['anger', 'neutral'],
    });
  });

  it.each([
    [['--codec', 'g722'], '--codec is opus or pcmu; got "g722".'],
    [['--call', 'nowhere.wav'], '--call is "nowhere.wav", which is no file.'],
    [['--call', SOME_FILE, '--microphone'], '--call and --microphone each name a customer'],
    [['--microphone', '--headless'], '--microphone needs a window'],
    [['--course', 'angry'], 'name its folder by --crema-d DIR'],
    [['--crema-d', '/nowhere'], '--crema-d is "/nowhere", which is not there.'],
    [['--crema-d', SOME_FOLDER, '--actor', '7'], '--actor is a number from 1001 to 1091; got "7".'],
    [['--crema-d', SOME_FOLDER, '--course', 'angry,bored'], 'has "bored", which is no emotion it knows'],
    [['--loud'], "'--loud'"],
  ])('refuses %j with a sentence', (argv, sentence) => {
    expect(() => parse(...argv)).toThrow(sentence);
  });
});

describe('a course', () => {
  it('is read from adjectives and from the names of the emotions alike', () => {
    expect(parseCourse('angry, anger,Sad,happy,calm')).toEqual([
      'anger',
      'anger',
      'sadness',
      'happy',
      'neutral',
    ]);
  });
});
