// What the page needs of a softphone, whatever library it is made of.

export type Library = 'jssip' | 'sipjs' | 'twilio';
export type End = 'agent' | 'customer';
export type PhoneState = 'ready' | 'ringing' | 'connected' | 'held' | 'ended';

/** What a phone's buttons do. `renegotiate` goes on with another source of the voice, another path and another codec. */
export type Action = 'call' | 'answer' | 'hold' | 'resume' | 'renegotiate' | 'hangUp';

export interface SoftphoneOptions {
  readonly end: End;
  /** The voice of whoever holds the phone. */
  readonly voice: MediaStream;
  readonly onState: (state: PhoneState) => void;
}

/** Whatever the phone can do; its states follow by `onState`. */
export type Softphone = Partial<Readonly<Record<Action, () => Promise<void> | void>>>;

/** Signs in; `onState` then says that it is ready. */
export type StartSoftphone = (options: SoftphoneOptions) => Promise<Softphone>;

/** No server on the way: both ends are on this machine. */
export const RTC_CONFIGURATION: RTCConfiguration = { iceServers: [] };

/** Where an end is reached over SIP. */
export function sipAddress(end: End): string {
  return `sip:${end}@softphones.invalid`;
}

export function otherEnd(end: End): End {
  return end === 'agent' ? 'customer' : 'agent';
}
