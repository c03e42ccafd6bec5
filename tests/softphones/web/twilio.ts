// A softphone made of Twilio's Voice SDK, the whole of it: signalling, peer connection, and its way of playing audio
// (elements that are never inserted, sent to outputs with setSinkId). Only its cloud is replaced, by the relay.

import type { Call, Device } from '@twilio/voice-sdk';
import { RTC_CONFIGURATION, type StartSoftphone } from './softphone.ts';

/** The library speaks to secure sockets only; the loopback interface has no certificate. */
class LoopbackSocket extends WebSocket {
  constructor(url: string | URL) {
    super(String(url).replace(/^wss:/, 'ws:'));
  }
}

/** As when the agent chooses the headset for calls: the last of the outputs. */
async function playOnHeadset({ audio }: Device): Promise<void> {
  const headset = [...(audio?.availableOutputDevices.keys() ?? [])].at(-1);
  if (headset === undefined)
    throw new Error('The browser has no audio output that the library could choose.');
  await audio?.speakerDevices.set(headset);
}

export const start: StartSoftphone = async ({ voice, onState }) => {
  window.WebSocket = LoopbackSocket;
  // Only now: it takes hold of the class when it is loaded.
  const twilio = await import('@twilio/voice-sdk');
  // Not all of these are in the library's types.
  const options = {
    chunderw: `${location.host}/twilio`,
    fileInputStream: voice,
    publishEvents: false,
    logLevel: 'silent',
  } as const;
  const device = new twilio.Device('a token that nobody reads', options);
  let call: Call | null = null;
  device.on('registered', () => onState('ready'));
  device.on('incoming', (incoming: Call) => {
    call = incoming;
    call.on('accept', async () => {
      await playOnHeadset(device);
      onState('connected');
    });
    call.on('disconnect', () => onState('ended'));
    onState('ringing');
  });
  // The ringtone would come from the cloud.
  device.audio?.incoming(false);
  await device.register();

  return {
    answer: () => call?.accept({ rtcConfiguration: RTC_CONFIGURATION }),
    hangUp: () => call?.disconnect(),
  };
};
