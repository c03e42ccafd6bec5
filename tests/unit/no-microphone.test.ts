// The agent's microphone has no road to the model: no source file of the extension asks for one.

import { readFileSync } from 'node:fs';
import { glob } from 'tinyglobby';
import { expect, it } from 'vitest';

const TAB_AUDIO = 'src/capture/tab-audio.ts';

async function sourcesThatName(word: string): Promise<string[]> {
  const files = await glob(['src/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}'], { ignore: '**/*.test.*' });
  expect(files.length).toBeGreaterThan(200);
  return files.filter((file) => readFileSync(file, 'utf8').includes(word));
}

it('opens media in one place only, and there nothing but a tab', async () => {
  expect(await sourcesThatName('getUserMedia')).toEqual([TAB_AUDIO]);
  const source = readFileSync(TAB_AUDIO, 'utf8');
  const calls = source.match(/getUserMedia\([^)]*\)/g);
  expect(calls).toEqual(['getUserMedia({ audio: audio as MediaTrackConstraints })']);
  expect(source).toContain(
    "const audio = { mandatory: { chromeMediaSource: 'tab', chromeMediaSourceId: streamId } };",
  );
});

it('reads no list of devices and records no stream', async () => {
  expect(await sourcesThatName('enumerateDevices')).toEqual([]);
  expect(await sourcesThatName('MediaRecorder')).toEqual([]);
});
