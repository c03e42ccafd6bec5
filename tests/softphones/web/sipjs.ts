// A softphone made of SIP.js: its `SimpleUser` plays the other end itself, on an element that it is given.

import { Web } from 'sip.js';
import { otherEnd, RTC_CONFIGURATION, type StartSoftphone, sipAddress } from './softphone.ts';

export const start: StartSoftphone = async ({ end, voice, onState }) => {
  const user = new Web.SimpleUser(`ws://${location.host}/sipjs`, {
    aor: sipAddress(end),
    media: { remote: { audio: new Audio() } },
    userAgentOptions: {
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(async () => voice),
      sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: RTC_CONFIGURATION },
    },
    delegate: {
      onRegistered: () => onState('ready'),
      onCallReceived: () => onState('ringing'),
      onCallAnswered: () => onState('connected'),
      onCallHold: (held) => onState(held ? 'held' : 'connected'),
      onCallHangup: () => onState('ended'),
    },
  });
  await user.connect();
  await user.register();
  return {
    call: () => user.call(sipAddress(otherEnd(end))),
    answer: () => user.answer(),
    hold: () => user.hold(),
    resume: () => user.unhold(),
    hangUp: () => user.hangup(),
  };
};
