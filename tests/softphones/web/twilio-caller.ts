// The customer of a Twilio softphone, together with the gateway through which their call comes from the network.

import { RTC_CONFIGURATION, type StartSoftphone } from './softphone.ts';

const CALL_SID = 'CA00000000000000000000000000000001';

export const start: StartSoftphone = async ({ voice, onState }) => {
  const connection = new RTCPeerConnection(RTC_CONFIGURATION);
  const socket = new WebSocket(`ws://${location.host}/twilio/signal`);
  const send = (type: string, payload: object = {}) => socket.send(JSON.stringify({ type, payload }));
  const hangUp = () => {
    connection.close();
    onState('ended');
  };
  socket.addEventListener('message', async ({ data }) => {
    if (data === '\n') return;
    const { type, payload } = JSON.parse(data);
    if (type === 'answer') {
      await connection.setRemoteDescription({ type: 'answer', sdp: payload.sdp });
      onState('connected');
    }
    if (type === 'hangup') hangUp();
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  onState('ready');

  return {
    async call() {
      for (const track of voice.getTracks()) connection.addTrack(track, voice);
      await connection.setLocalDescription();
      while (connection.iceGatheringState !== 'complete') {
        await new Promise((resolve) =>
          connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
        );
      }
      send('invite', {
        callsid: CALL_SID,
        sdp: connection.localDescription?.sdp,
        parameters: { CallSid: CALL_SID, From: '+442079460018' },
      });
    },
    hangUp() {
      send('hangup', { callsid: CALL_SID });
      hangUp();
    },
  };
};
