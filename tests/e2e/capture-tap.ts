// Listens in on the port "call-audio" inside the offscreen document: what capture delivered, sample for sample.

import type { AttachedTarget } from '../browser/targets.ts';

export interface TappedLeg {
  readonly sampleRateHz: number;
  readonly pcm: Float32Array<ArrayBuffer>;
  /** Position of the first sample on the leg's clock. */
  readonly startSample: number;
  /** How many samples the block positions say are missing in between. */
  readonly missingSamples: number;
}

declare global {
  var tappedBlocks: Map<string, { startSample: number; sampleRateHz: number; pcm: Float32Array }[]>;
}

/** Starts listening. Call it before the leg connects. */
export async function tapCapture(offscreen: AttachedTarget): Promise<void> {
  await offscreen.evaluate(() => {
    globalThis.tappedBlocks = new Map();
    chrome.runtime.onConnect.addListener((port) => {
      if (port.name !== 'call-audio') return;
      port.onMessage.addListener((message) => {
        if (message.kind !== 'block') return;
        const blocks = globalThis.tappedBlocks.get(message.leg) ?? [];
        globalThis.tappedBlocks.set(message.leg, blocks);
        blocks.push(message);
      });
    });
  });
}

/** Ids of the legs that delivered audio so far. */
export function tappedLegs(offscreen: AttachedTarget): Promise<string[]> {
  return offscreen.evaluate(() => [...globalThis.tappedBlocks.keys()]);
}

/** Everything a leg delivered. */
export async function tappedAudio(offscreen: AttachedTarget, leg: string): Promise<TappedLeg> {
  const { base64, sampleRateHz, startSample, missingSamples } = await offscreen.evaluate((id: string) => {
    const blocks = globalThis.tappedBlocks.get(id) ?? [];
    const total = blocks.reduce((sum, { pcm }) => sum + pcm.length, 0);
    const all = new Float32Array(total);
    let at = 0;
    for (const { pcm } of blocks) {
      all.set(pcm, at);
      at += pcm.length;
    }
    const bytes = new Uint8Array(all.buffer);
    let binary = '';
    for (let from = 0; from < bytes.length; from += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    }
    const first = blocks[0];
    const last = blocks.at(-1);
    const span = first && last ? last.startSample + last.pcm.length - first.startSample : 0;
    return {
      base64: btoa(binary),
      sampleRateHz: first?.sampleRateHz ?? 0,
      startSample: first?.startSample ?? 0,
      missingSamples: span - total,
    };
  }, leg);
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return { sampleRateHz, startSample, missingSamples, pcm: new Float32Array(bytes.buffer) };
}

/** The sample rates of what a leg delivered, one after the other. */
export function tappedRates(offscreen: AttachedTarget, leg: string): Promise<number[]> {
  return offscreen.evaluate((id: string) => {
    const rates = (globalThis.tappedBlocks.get(id) ?? []).map(({ sampleRateHz }) => sampleRateHz);
    return rates.filter((rate, index) => rate !== rates[index - 1]);
  }, leg);
}
