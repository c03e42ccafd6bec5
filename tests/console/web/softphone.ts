// The agent's softphone. Like those of real vendors it lives in a frame of another origin, plays the customer on
// an element that is never inserted into the document, and holds a call by renegotiating it.

import type { Caller, CallNotice, CallState, Codec, Signal } from '../signals.ts';
import { allowOnly, listen, send, settle } from './line.ts';
import { createVoice, type Side, type Speech, type Voice } from './voice.ts';

declare global {
  interface Window {
    /** For the harness, which stands for the agent's mouth and ear. */
    agentLine: {
      speak(call: string, url: string, side: Side): Promise<Omit<Speech, 'ended'>>;
      spoken(call: string): Promise<void>;
      heard(call: string): Promise<Heard>;
    };
  }
}

/** What has arrived from the customer so far, by the connection's own statistics. */
export interface Heard {
  readonly codec: string;
  readonly packets: number;
  /** Seconds of audio played out. */
  readonly seconds: number;
  /** Sum of squared level over time, after the loudspeaker's volume: 0 while only silence came, or it is off. */
  readonly energy: number;
  /** Whether the customer's track is muted, as it is on hold. */
  readonly muted: boolean;
}

const CODEC_NAMES: Readonly<Record<Codec, string>> = { pcmu: 'G.711 µ-law, 8 kHz', opus: 'Opus, 48 kHz' };
const STATE_NAMES: Readonly<Record<CallState, string>> = {
  ringing: 'Incoming call',
  connecting: 'Connecting',
  active: 'On call',
  held: 'On hold',
  ended: 'Call ended',
};

const list = find(document, '#calls', HTMLElement);
const template = find(document, '#call', HTMLTemplateElement);
const empty = find(document, '#empty', HTMLElement);
const deskOrigin = document.body.dataset.desk ?? '';
const calls = new Map<string, Call>();

function find<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The softphone has no ${selector}.`);
  return element;
}

class Call {
  readonly #id: `call-${string}`;
  readonly #caller: Caller;
  readonly #codec: Codec;
  readonly #card: HTMLElement;
  readonly #speaker = new Audio();
  #connection: RTCPeerConnection | undefined;
  #voice: Voice | undefined;
  #spoken: Promise<void> | undefined;
  #state: CallState = 'ringing';
  #activeSince: number | undefined;

  constructor(ring: Extract<Signal, { type: 'ring' }>) {
    this.#id = ring.call as `call-${string}`;
    this.#caller = ring.caller;
    this.#codec = ring.codec;
    this.#speaker.muted = !ring.speaker;
    const card = template.content.cloneNode(true) as DocumentFragment;
    this.#card = find(card, '.call', HTMLElement);
    this.#card.dataset.call = this.#id;
    find(card, '.name', HTMLElement).textContent = ring.caller.name;
    find(card, '.number', HTMLElement).textContent = ring.caller.number;
    find(card, '.codec', HTMLElement).textContent = CODEC_NAMES[ring.codec];
    for (const [action, act] of [
      ['answer', () => this.answer()],
      ['hold', () => this.#setHold(true)],
      ['resume', () => this.#setHold(false)],
      ['hang-up', () => this.hangUp()],
    ] as const) {
      find(card, `[data-action="${action}"]`, HTMLButtonElement).addEventListener('click', () => {
        act().catch((error: unknown) => console.error(error));
      });
    }
    list.prepend(card);
    this.#show('ringing');
  }

  get ended(): boolean {
    return this.#state === 'ended';
  }

  async answer(): Promise<void> {
    this.#show('connecting');
    this.#voice = createVoice();
    const connection = new RTCPeerConnection();
    this.#connection = connection;
    connection.addEventListener('track', ({ track, streams: [stream] }) => {
      this.#speaker.srcObject = stream ?? new MediaStream([track]);
      void this.#speaker.play();
    });
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'connected' && this.#state === 'connecting') this.#show('active');
      if (connection.connectionState === 'failed') this.#finish();
    });
    await send(this.#id, { type: 'accept', call: this.#id });
  }

  async describe(description: RTCSessionDescriptionInit): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    if (this.#voice) connection.addTrack(this.#voice.track);
    allowOnly(this.#codec, connection);
    await this.#reply(await connection.createAnswer());
  }

  async hangUp(): Promise<void> {
    this.#finish();
    await send(this.#id, { type: 'bye', call: this.#id });
  }

  customerLeft(): void {
    if (!this.ended) this.#finish();
  }

  tick(now: number): void {
    if (this.#activeSince === undefined || this.ended) return;
    const seconds = Math.floor((now - this.#activeSince) / 1000);
    find(this.#card, '.clock', HTMLElement).textContent =
      `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  async speak(url: string, side: Side): Promise<Omit<Speech, 'ended'>> {
    if (!this.#voice) throw new Error('The agent has not answered yet.');
    const { ended, ...speech } = await this.#voice.speak(url, side);
    this.#spoken = ended;
    return speech;
  }

  async spoken(): Promise<void> {
    await this.#spoken;
  }

  async heard(): Promise<Heard> {
    const [receiver] = this.#connection?.getReceivers() ?? [];
    if (!receiver) throw new Error('The agent has not answered yet.');
    const report = await receiver.getStats();
    let heard: Heard = { codec: '', packets: 0, seconds: 0, energy: 0, muted: receiver.track.muted };
    for (const entry of report.values()) {
      if (entry.type !== 'inbound-rtp') continue;
      heard = {
        codec: report.get(entry.codecId)?.mimeType ?? '',
        packets: entry.packetsReceived,
        seconds: entry.totalSamplesDuration,
        energy: entry.totalAudioEnergy,
        muted: receiver.track.muted,
      };
    }
    return heard;
  }

  async #setHold(hold: boolean): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    for (const transceiver of connection.getTransceivers())
      transceiver.direction = hold ? 'inactive' : 'sendrecv';
    await this.#reply(await connection.createOffer());
    this.#show(hold ? 'held' : 'active');
  }

  async #reply(description: RTCSessionDescriptionInit): Promise<void> {
    if (!this.#connection) return;
    const settled = await settle(this.#connection, description);
    await send(this.#id, { type: 'description', call: this.#id, description: settled });
  }

  #finish(): void {
    this.#connection?.close();
    this.#voice?.silence();
    this.#speaker.pause();
    this.#show('ended');
  }

  #show(state: CallState): void {
    this.#state = state;
    if (state === 'active') this.#activeSince ??= Date.now();
    this.#card.dataset.state = state;
    find(this.#card, '.state', HTMLElement).textContent = STATE_NAMES[state];
    empty.hidden = [...calls.values()].some((call) => !call.ended) || !this.ended;
    const notice: CallNotice = { type: 'evenkeel-softphone', call: this.#id, state, caller: this.#caller };
    window.parent.postMessage(notice, deskOrigin);
  }
}

listen('agent', async (signal) => {
  if (signal.type === 'ring') {
    for (const call of calls.values())
      if (call.ended) list.querySelector('.call[data-state="ended"]')?.remove();
    calls.set(signal.call, new Call(signal));
  }
  if (signal.type === 'description') await calls.get(signal.call)?.describe(signal.description);
  if (signal.type === 'bye') calls.get(signal.call)?.customerLeft();
});

setInterval(() => {
  for (const call of calls.values()) call.tick(Date.now());
}, 500);

function callOf(id: string): Call {
  const call = calls.get(id);
  if (!call) throw new Error(`The softphone has no call ${id}.`);
  return call;
}

window.agentLine = {
  speak: (id, url, side) => callOf(id).speak(url, side),
  spoken: (id) => callOf(id).spoken(),
  heard: (id) => callOf(id).heard(),
};
document.body.dataset.ready = '';
