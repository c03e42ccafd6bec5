// What the two ends of a call say to each other over the console's small switchboard.

export type Codec = 'pcmu' | 'opus';

/** Who a signal is for: the agent's softphone, or the customer of the call with this id. */
export type Party = 'agent' | `call-${string}`;

export interface Caller {
  readonly name: string;
  readonly number: string;
}

export type Signal =
  | {
      readonly type: 'ring';
      readonly call: string;
      readonly caller: Caller;
      readonly codec: Codec;
      readonly speaker: boolean;
    }
  | { readonly type: 'accept'; readonly call: string }
  | { readonly type: 'description'; readonly call: string; readonly description: RTCSessionDescriptionInit }
  | { readonly type: 'bye'; readonly call: string };

export interface Envelope {
  readonly to: Party;
  readonly signal: Signal;
}

/** What the softphone tells the console page that embeds it. */
export interface CallNotice {
  readonly type: 'evenkeel-softphone';
  readonly call: string;
  readonly state: CallState;
  readonly caller: Caller;
}

export type CallState = 'ringing' | 'connecting' | 'active' | 'held' | 'ended';
