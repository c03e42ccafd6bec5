import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BlockSource } from '../../tests/support/blocks.ts';
import { portPair } from '../../tests/support/port-pair.ts';
import type { FromLeg, ToLeg } from '../extension/messages/audio-port.ts';
import { BlockSender } from './block-sender.ts';

/** Longer than the first wait before connecting again. */
const SOON_MS = 1_000;

type LegPorts = ReturnType<typeof portPair<FromLeg, ToLeg>>;

/** A sender, and the ports that it has opened: `a` is its own end. */
function openSender() {
  const ports: LegPorts[] = [];
  const sender = new BlockSender({
    leg: 'leg',
    console: 'https://console.example',
    language: 'de',
    isOrphaned: () => false,
    onCapture: () => {},
    onOver: () => {},
    connect: async () => {
      const pair = portPair<FromLeg, ToLeg>();
      ports.push(pair);
      return pair.a;
    },
  });
  const source = new BlockSource('leg');
  const send = (seconds: number) => {
    for (const { startSample, sampleRateHz, pcm } of source.next(seconds, 0.5)) {
      sender.send({ startSample, sampleRateHz, pcm });
    }
  };
  const port = () => {
    const last = ports.at(-1);
    if (last === undefined) throw new Error('The sender has not connected.');
    return last;
  };
  /** Answers the hello of the port of this moment. */
  const greet = async (nextSequence: number) => {
    await vi.advanceTimersByTimeAsync(0);
    port().b.postMessage({ kind: 'capture', on: true, nextSequence });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { sender, send, ports, port, greet };
}

const told = ({ b }: LegPorts) =>
  b.received.map((message) => (message.kind === 'block' ? message.sequence : message.kind));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a sender that comes back', () => {
  it('tells of a hold that ended while nobody listened, before the blocks that came since', async () => {
    const { sender, send, port, greet } = openSender();
    await greet(0);
    sender.setHeld(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(told(port())).toEqual(['hello', 'resumed', 'held']);
    port().b.disconnect();
    await vi.advanceTimersByTimeAsync(0);
    sender.setHeld(false);
    send(0.2);
    await vi.advanceTimersByTimeAsync(SOON_MS);
    await greet(0);
    expect(told(port())).toEqual(['hello', 'resumed', 0, 1]);
  });

  it('tells of a hold that began while nobody listened', async () => {
    const { sender, port, greet } = openSender();
    await greet(0);
    port().b.disconnect();
    await vi.advanceTimersByTimeAsync(0);
    sender.setHeld(true);
    await vi.advanceTimersByTimeAsync(SOON_MS);
    await greet(0);
    expect(told(port())).toEqual(['hello', 'held']);
  });

  it('has closed a port that takes nothing any more, and sends what that would have carried on the next', async () => {
    const { send, ports, port, greet } = openSender();
    await greet(0);
    const [first] = ports;
    const hungUp = vi.fn();
    first?.b.onDisconnect(hungUp);
    vi.spyOn(port().a, 'postMessage').mockImplementation(() => {
      throw new Error('Attempting to use a disconnected port object');
    });
    send(0.1);
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect(hungUp).toHaveBeenCalledOnce();
    expect(ports).toHaveLength(2);
    await greet(0);
    expect(told(port())).toEqual(['hello', 'resumed', 0]);
  });
});
