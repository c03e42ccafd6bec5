// What softphone and customer share of a call's set-up: signals, descriptions, codecs.

import type { Codec, Party, Signal } from '../signals.ts';

/** Listens to the signals for one party, in the order they were sent. */
export function listen(party: Party, handle: (signal: Signal) => Promise<void> | void): void {
  let last = Promise.resolve();
  new EventSource(`/signals?as=${party}`).addEventListener('message', (event) => {
    const signal = JSON.parse(event.data) as Signal;
    last = last.then(() => handle(signal)).catch((error: unknown) => console.error(error));
  });
}

export async function send(to: Party, signal: Signal): Promise<void> {
  await fetch('/signals', { method: 'POST', keepalive: true, body: JSON.stringify({ to, signal }) });
}

/** Offers only `codec` (and tones) on every audio transceiver, so that both ends agree on it. */
export function allowOnly(codec: Codec, connection: RTCPeerConnection): void {
  const wanted = [`audio/${codec}`, 'audio/telephone-event'];
  const codecs = (RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []).filter(({ mimeType }) =>
    wanted.includes(mimeType.toLowerCase()),
  );
  for (const transceiver of connection.getTransceivers()) transceiver.setCodecPreferences(codecs);
}

/** Makes `description` the local one and waits until it carries every candidate: one message then does. */
export async function settle(
  connection: RTCPeerConnection,
  description: RTCSessionDescriptionInit,
): Promise<RTCSessionDescriptionInit> {
  await connection.setLocalDescription(description);
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) =>
      connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
    );
  }
  const { type, sdp } = connection.localDescription ?? description;
  return { type, sdp: sdp ?? '' };
}
