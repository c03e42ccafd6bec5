// The customer's phone: the far end of the call, on an origin the extension cannot reach.

import type { Codec, Party } from '../signals.ts';
import { allowOnly, listen, send, settle } from './line.ts';
import { createVoice, type Side, type Speech, type Voice } from './voice.ts';

declare global {
  interface Window {
    /** For the harness, which stands for the person holding this phone. */
    customerLine: {
      speak(url: string, side: Side): Promise<Omit<Speech, 'ended'>>;
      spoken(): Promise<void>;
      silence(): void;
    };
  }
}

const options = new URLSearchParams(location.search);
const call = `call-${options.get('call') ?? crypto.randomUUID()}` as const satisfies Party;
const codec: Codec = options.get('codec') === 'pcmu' ? 'pcmu' : 'opus';
const useMicrophone = options.has('microphone');

const state = find('#state', HTMLElement);
const callButton = find('#call', HTMLButtonElement);
const hangUpButton = find('#hang-up', HTMLButtonElement);

const connection = new RTCPeerConnection();
const earpiece = new Audio();
let voice: Voice | undefined;
let spokenToTheEnd: Promise<void> | undefined;

function find<T extends Element>(selector: string, type: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${selector}.`);
  return element;
}

function show(value: string): void {
  state.textContent = value;
  document.body.dataset.state = value;
}

async function microphoneTrack(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } });
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('The microphone gave no audio track.');
  return track;
}

async function ring(): Promise<void> {
  callButton.disabled = true;
  voice = createVoice();
  const track = useMicrophone ? await microphoneTrack() : voice.track;
  connection.addTransceiver(track, { direction: 'sendrecv', streams: [new MediaStream([track])] });
  allowOnly(codec, connection);
  show('ringing');
  hangUpButton.disabled = false;
  const caller = {
    name: options.get('name') ?? 'Jo Marlow',
    number: options.get('number') ?? '+44 20 7946 0018',
  };
  await send('agent', { type: 'ring', call, caller, codec, speaker: !useMicrophone });
}

async function end(): Promise<void> {
  if (connection.connectionState === 'closed') return;
  connection.close();
  voice?.silence();
  hangUpButton.disabled = true;
  show('ended');
}

connection.addEventListener('track', ({ track }) => {
  earpiece.srcObject = new MediaStream([track]);
  void earpiece.play();
});
connection.addEventListener('connectionstatechange', () => show(connection.connectionState));

listen(call, async (signal) => {
  if (signal.type === 'bye') return end();
  if (signal.type === 'accept') {
    const description = await settle(connection, await connection.createOffer());
    return send('agent', { type: 'description', call, description });
  }
  if (signal.type !== 'description') return;
  await connection.setRemoteDescription(signal.description);
  if (signal.description.type === 'offer') {
    const description = await settle(connection, await connection.createAnswer());
    await send('agent', { type: 'description', call, description });
  }
});

callButton.addEventListener('click', () => {
  ring().catch((error: unknown) => show(`failed: ${error instanceof Error ? error.message : String(error)}`));
});
hangUpButton.addEventListener('click', () => void end().then(() => send('agent', { type: 'bye', call })));

window.customerLine = {
  async speak(url, side) {
    if (!voice) throw new Error('The customer has not called yet.');
    const { ended, ...speech } = await voice.speak(url, side);
    spokenToTheEnd = ended;
    return speech;
  },
  async spoken() {
    await spokenToTheEnd;
  },
  silence: () => voice?.silence(),
};
show('ready');
