// The agent's microphone in a browser without one: a recording, over and over, for whoever opens it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { REMOTE_AUDIO_EVENT } from '../../src/page/remote-tracks.ts';

export interface FakeMicrophone {
  /** What makes a browser hear it. */
  readonly args: readonly string[];
  remove(): void;
}

/** @param recording WAV */
export function fakeMicrophone(recording: Uint8Array): FakeMicrophone {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'evenkeel-microphone-'));
  const file = path.join(folder, 'microphone.wav');
  writeFileSync(file, recording);
  return {
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${file}`],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Opens the microphone in a frame, and plays it there on an element that is passed off as a customer's.
 * @returns how loud it was within a few seconds, in [0, 1]
 */
export function openMicrophone(frame: Frame, seconds: number): Promise<number> {
  return frame.evaluate(
    async ([event, length]) => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const element = new Audio();
      element.muted = true;
      element.srcObject = stream;
      await element.play();
      document.dispatchEvent(new MouseEvent(event, { relatedTarget: element }));
      const context = new AudioContext();
      const meter = new AnalyserNode(context);
      context.createMediaStreamSource(stream).connect(meter);
      const samples = new Float32Array(meter.fftSize);
      let peak = 0;
      const until = performance.now() + length * 1000;
      while (performance.now() < until) {
        meter.getFloatTimeDomainData(samples);
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return peak;
    },
    [REMOTE_AUDIO_EVENT, seconds] as const,
  );
}
