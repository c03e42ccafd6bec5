import { expect, it } from 'vitest';
import { fixtureSnapshot } from '../../../tests/support/fixture-calls.ts';
import { diagnose } from './diagnose.ts';
import { supportWords } from './support-words.ts';

const call = fixtureSnapshot({ id: 'call-77', seed: 8, course: 'resolved', seconds: 60 });

it('tells a support desk how far it gets, and nothing of the call, its case or an address', () => {
  const text = supportWords(
    diagnose({
      site: { origin: 'https://desk.example.com', access: 'in-force', hints: [] },
      frames: [{ tracks: [{ held: false, read: true, soundHeard: false }], tracksSeen: 1, childFrames: 0 }],
      live: {
        engine: { kind: 'failed', problem: 'https://desk.example.com/case/77?name=Miller can’t be read.' },
        calls: [{ ...call, callReference: 'CASE-77', console: 'https://desk.example.com' }],
      },
    }),
    { version: '0.1.0', browser: 'Chrome 148' },
  );
  expect(text).toContain('Evenkeel 0.1.0, Chrome 148\nConsole: https://desk.example.com\n');
  expect(text).toContain('[OK] Customer told: The customer was told; the call is listened to.\n');
  expect(text).toContain(
    '[Needs you] Sound heard: The line is open, and all that comes over it is silence.\n',
  );
  expect(text).toContain('[Not checked yet] Speech heard\n');
  expect(text).toContain('[Needs you] Model ready: The model isn’t working. (address) can’t be read.\n');
  expect(text).not.toMatch(/77|Miller/);
});
