// A softphone made of JsSIP, as its documentation builds one: the page plays what the connection adds.

import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { otherEnd, RTC_CONFIGURATION, type StartSoftphone, sipAddress } from './softphone.ts';

/** As when the caller takes up a headset, leaves the office's network, and their provider changes to G.711. */
async function renegotiate(session: RTCSession): Promise<void> {
  for (const sender of session.connection.getSenders())
    await sender.replaceTrack(sender.track?.clone() ?? null);
  const codecs = RTCRtpSender.getCapabilities('audio')?.codecs ?? [];
  for (const transceiver of session.connection.getTransceivers()) {
    transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === 'audio/PCMU'));
  }
  session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
}

export const start: StartSoftphone = async ({ end, voice, onState }) => {
  const speaker = new Audio();
  const ua = new UA({
    sockets: new WebSocketInterface(`ws://${location.host}/jssip`),
    uri: sipAddress(end),
    session_timers: false,
  });
  let session: RTCSession | null = null;
  const media = { mediaStream: voice, pcConfig: RTC_CONFIGURATION };

  const play = (connection: RTCPeerConnection) => {
    connection.addEventListener('track', ({ streams: [stream] }) => {
      speaker.srcObject = stream ?? null;
      void speaker.play();
    });
  };
  ua.on('newRTCSession', (event: { session: RTCSession }) => {
    session = event.session;
    session.on('peerconnection', ({ peerconnection }) => play(peerconnection));
    session.on('confirmed', () => onState('connected'));
    session.on('hold', () => onState('held'));
    session.on('unhold', () => onState('connected'));
    session.on('ended', () => onState('ended'));
    session.on('failed', () => onState('ended'));
    if (session.direction === 'incoming') onState('ringing');
    else play(session.connection);
  });
  ua.on('registered', () => onState('ready'));
  ua.start();

  return {
    call: () => void ua.call(sipAddress(otherEnd(end)), media),
    answer: () => session?.answer(media),
    hold: () => void session?.hold(),
    resume: () => void session?.unhold(),
    renegotiate: () => (session === null ? undefined : renegotiate(session)),
    hangUp: () => session?.terminate(),
  };
};
