// The registry of consoles: their addresses, how their calls reach the browser, and hints for their users. Every list
// of consoles reads it. We have tried none of the commercial ones: each statement names the public page it comes from.

import { MatchPattern } from 'wxt/utils/match-patterns';

/**
 * How a call's sound reaches the page.
 * `peer-connection`: over WebRTC's RTCPeerConnection, which capture sees.
 * `elsewhere`: by means that capture doesn't see; only the sound of the whole tab is left.
 * `unknown`: no public page says so.
 */
export type AudioRoad = 'peer-connection' | 'elsewhere' | 'unknown';

/** Something said about a console, and the public page that says so. */
export interface Sourced {
  readonly text: string;
  readonly source: string;
}

export interface Console {
  readonly id: string;
  readonly name: string;
  /** Match patterns of the pages that agents work in. */
  readonly pages: readonly string[];
  /** Match patterns of frames of other hosts, in which those pages hold their softphone. */
  readonly softphoneFrames: readonly string[];
  /** A public page about where it lives or what it needs of a network. */
  readonly addressSource: string;
  readonly audioRoad: AudioRoad;
  /** What is known of its sound; the first entry backs `audioRoad`. */
  readonly audio: readonly [Sourced, ...Sourced[]];
  /** What its users should know or do, a sentence or two each. */
  readonly hints: readonly string[];
}

const AMAZON_CONNECT_PAGES = ['https://*.my.connect.aws/*', 'https://*.awsapps.com/*'] as const;
const CONNECT_NETWORK = 'https://docs.aws.amazon.com/connect/latest/adminguide/ccp-networking.html';
const TWILIO_VOICE = 'https://www.twilio.com/docs/voice/sdks/javascript';
const CONNECT_IN_SALESFORCE =
  'https://amazon-connect.github.io/amazon-connect-salesforce-cti/docs/classic/cti-adapter/01-cti-adapter-configuration';
const EIGHT_BY_EIGHT_PHONE =
  'https://docs.8x8.com/8x8WebHelp/VCC/configuration-manager-unified-login/content/cfgmgragentsphonetab.htm';

/** For consoles whose connection stays open between calls. */
const NEXT_CALL_HINT =
  'On a connection that stays open, press “This call is over” in the panel after each call; otherwise the next one may count as the same call.';

const CONSOLES_BY_ID = {
  'amazon-connect': {
    name: 'Amazon Connect',
    pages: AMAZON_CONNECT_PAGES,
    softphoneFrames: [],
    addressSource: CONNECT_NETWORK,
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'One WebRTC connection is made when the page loads and carries one call after the other.',
        source: 'https://github.com/amazon-connect/amazon-connect-streams/pull/1126',
      },
      {
        text: 'In a virtual desktop the sound can go to another control panel, on the agent’s own computer.',
        source: CONNECT_NETWORK,
      },
    ],
    hints: [
      NEXT_CALL_HINT,
      'If a page of your own embeds the control panel, add that page’s address too.',
      'In a virtual desktop: install Evenkeel where the sound is, which may be the computer in front of you.',
    ],
  },
  'genesys-cloud': {
    name: 'Genesys Cloud',
    pages: [
      'https://apps.mypurecloud.com/*',
      'https://apps.mypurecloud.com.au/*',
      'https://apps.mypurecloud.de/*',
      'https://apps.mypurecloud.ie/*',
      'https://apps.mypurecloud.jp/*',
      'https://*.pure.cloud/*',
    ],
    softphoneFrames: [],
    addressSource: 'https://developer.genesys.cloud/platform/api/',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'A persistent WebRTC connection, where an administrator has set one, stays open between calls.',
        source: 'https://help.mypurecloud.com/articles/persistent-connection/',
      },
      {
        text: 'In a virtual desktop the WebRTC Media Helper keeps the sound outside of it.',
        source: 'https://help.mypurecloud.com/articles/webrtc-media-helper-overview/',
      },
    ],
    hints: [
      NEXT_CALL_HINT,
      'Inside Salesforce or Zendesk the phone has a window of its own. Leave it open: your calls are there.',
      'The WebRTC Media Helper and the desktop app keep the sound outside the browser, where Evenkeel can’t hear it.',
    ],
  },
  'twilio-flex': {
    name: 'Twilio Flex',
    pages: ['https://flex.twilio.com/*'],
    softphoneFrames: [],
    addressSource: 'https://www.twilio.com/docs/flex/admin-guide/setup/voice/flex-citrix-vdi',
    audioRoad: 'peer-connection',
    audio: [
      { text: 'Calls come through the Twilio Voice JavaScript SDK, over WebRTC.', source: TWILIO_VOICE },
      {
        text: 'With Citrix HDX the sound goes straight to the agent’s own computer.',
        source: 'https://www.twilio.com/docs/flex/admin-guide/setup/voice/flex-citrix-vdi',
      },
    ],
    hints: [
      'If your organisation hosts Flex itself, add its address as one of your own.',
      'In a virtual desktop with Citrix HDX or Azure multimedia redirection, the sound never enters the browser.',
    ],
  },
  talkdesk: {
    name: 'Talkdesk',
    pages: ['https://*.mytalkdesk.com/*', 'https://*.mytalkdesk.eu/*', 'https://*.mytalkdeskca.com/*'],
    softphoneFrames: [],
    addressSource: 'https://support.talkdesk.com/hc/en-us/articles/8040747099419',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'Each call makes a WebRTC connection from the browser, or from the desktop app.',
        source: 'https://support.talkdesk.com/hc/en-us/articles/8040747099419',
      },
      {
        text: 'VDI Connect takes the sound around a virtual desktop, straight to the workstation.',
        source: 'https://support.talkdesk.com/hc/en-us/articles/36439290457499-VDI-Connect',
      },
    ],
    hints: ['Use Talkdesk in the browser: what the desktop app plays can’t be heard.'],
  },
  five9: {
    name: 'Five9',
    pages: ['https://*.five9.com/*', 'https://app.five9.eu/*', 'https://app.five9.ca/*'],
    softphoneFrames: [],
    addressSource: 'https://learn.microsoft.com/en-us/entra/identity/saas-apps/five9-tutorial',
    audioRoad: 'unknown',
    audio: [
      {
        text: 'No public page was found that says how its softphone plays calls.',
        source: 'https://docs.cloud.google.com/agent-assist/docs/five9-voice',
      },
    ],
    hints: ['If your softphone is an installed program or a desk phone, Evenkeel can’t hear it.'],
  },
  zendesk: {
    name: 'Zendesk Talk',
    pages: ['https://*.zendesk.com/*'],
    softphoneFrames: [],
    addressSource: 'https://support.zendesk.com/hc/en-us/articles/4408831417498',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'Talk is built on Twilio, whose calls in the browser come over WebRTC.',
        source: 'https://support.zendesk.com/hc/en-us/articles/8397091234586',
      },
    ],
    hints: [
      'If Zendesk shows the softphone of another vendor, switch that vendor on too.',
      'Calls that Talk forwards to a phone can’t be heard.',
    ],
  },
  salesforce: {
    name: 'Salesforce Voice',
    pages: ['https://*.lightning.force.com/*', 'https://*.my.salesforce.com/*', 'https://*.vf.force.com/*'],
    softphoneFrames: AMAZON_CONNECT_PAGES,
    addressSource:
      'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_DomainCreator.htm',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'The telephony provider’s softphone, Amazon Connect by default, plays the call in a frame or a popped-out window.',
        source: CONNECT_IN_SALESFORCE,
      },
      {
        text: 'A medialess softphone leaves the sound to another control panel.',
        source: CONNECT_IN_SALESFORCE,
      },
    ],
    hints: [
      'With a provider other than Amazon Connect, switch that provider on too.',
      'A softphone that is popped out works the same.',
    ],
  },
  ringcentral: {
    name: 'RingCentral',
    pages: ['https://*.ringcentral.com/*'],
    softphoneFrames: [],
    addressSource: 'https://ringcentral.github.io/ringcentral-embeddable/docs',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'Its web phone is a library on top of SIP.js, over WebRTC.',
        source: 'https://github.com/ringcentral/ringcentral-web-phone',
      },
    ],
    hints: [
      'If the phone sits in a page of your own, add that page’s address too.',
      'Use it in the browser: what the desktop app plays can’t be heard.',
    ],
  },
  aircall: {
    name: 'Aircall',
    pages: ['https://phone.aircall.io/*', 'https://workspace.aircall.io/*'],
    softphoneFrames: [],
    addressSource: 'https://developer.aircall.io/docs/embed',
    audioRoad: 'unknown',
    audio: [
      {
        text: 'Workspace takes calls in the browser, also as a frame of another page; how it plays them isn’t said.',
        source: 'https://developer.aircall.io/docs/embed',
      },
    ],
    hints: [
      'If Workspace sits in a page of your own, add that page’s address too.',
      'Use it in the browser: what the desktop app plays can’t be heard.',
    ],
  },
  dialpad: {
    name: 'Dialpad',
    pages: ['https://*.dialpad.com/*'],
    softphoneFrames: [],
    addressSource: 'https://developers.dialpad.com/docs/dialpad-mini-dialer',
    audioRoad: 'unknown',
    audio: [
      {
        text: 'Its mini dialer takes calls in Chrome, in a frame of another page; how it plays them isn’t said.',
        source: 'https://developers.dialpad.com/docs/dialpad-mini-dialer',
      },
    ],
    hints: [
      'If the mini dialer sits in a page of your own, add that page’s address too.',
      'Use it in the browser: what the desktop app plays can’t be heard.',
    ],
  },
  'nice-cxone': {
    name: 'NICE CXone',
    pages: ['https://*.nicecxone.com/*', 'https://*.nice-incontact.com/*', 'https://*.niceincontact.com/*'],
    softphoneFrames: [],
    addressSource:
      'https://help.nice-incontact.com/Content/globalfeatures/connectivity/connectivityincxone.htm',
    audioRoad: 'peer-connection',
    audio: [
      {
        text: 'The integrated softphone runs over WebRTC in the page, or in a browser extension of NICE’s own.',
        source: 'https://www.npmjs.com/package/@nice-devone/voice-sdk',
      },
      {
        text: 'The voice path may stay connected between calls, with a tone before each.',
        source:
          'https://help.nice-incontact.com/content/agent/agentforsalesforce/lightningagentforsalesforce/voice/connectyourphone.htm',
      },
    ],
    hints: [
      NEXT_CALL_HINT,
      'Choose the integrated softphone without NICE’s extension: one extension can’t hear another.',
      'Desk phones and other softphones can’t be heard.',
    ],
  },
  '8x8': {
    name: '8x8 Contact Center',
    pages: ['https://*.8x8.com/*'],
    softphoneFrames: [],
    addressSource: EIGHT_BY_EIGHT_PHONE,
    audioRoad: 'unknown',
    audio: [
      {
        text: 'Agent Workspace answers calls in the browser where an administrator allows it; how it plays them isn’t said.',
        source: EIGHT_BY_EIGHT_PHONE,
      },
    ],
    hints: [
      'Ask for the phone setting “Use Agent Workspace”: 8x8 Work for Desktop and desk phones can’t be heard.',
    ],
  },
  zoom: {
    name: 'Zoom Contact Center',
    pages: ['https://app.zoom.us/*'],
    softphoneFrames: [],
    addressSource: 'https://developers.zoom.us/docs/contact-center/apps/zcc-pwa/',
    audioRoad: 'elsewhere',
    audio: [
      {
        text: 'Zoom’s web client decodes its sound itself, from WebSockets or data channels, not as a WebRTC audio track.',
        source: 'https://webrtchacks.com/zoom-avoids-using-webrtc',
      },
    ],
    hints: [
      'Use the web client and have Evenkeel listen to the tab’s sound, from its toolbar button.',
      'What the Zoom desktop app plays can’t be heard.',
    ],
  },
  '3cx': {
    name: '3CX',
    pages: ['https://*.3cx.us/*', 'https://*.3cx.de/*', 'https://*.3cx.eu/*'],
    softphoneFrames: [],
    addressSource: 'https://nango.dev/docs/api-integrations/3cx/connect',
    audioRoad: 'unknown',
    audio: [
      {
        text: 'Its web client takes calls in the browser; no public page was found that says how it plays them.',
        source: 'https://nango.dev/docs/api-integrations/3cx/connect',
      },
    ],
    hints: [
      'Many 3CX systems have an address of their own: add it as one of yours.',
      'Use the web client: the Windows softphone and desk phones can’t be heard.',
    ],
  },
} as const satisfies Record<string, Omit<Console, 'id'>>;

export type ConsoleId = keyof typeof CONSOLES_BY_ID;

export const CONSOLE_IDS = Object.keys(CONSOLES_BY_ID) as readonly ConsoleId[];

/** All of them, in the order in which they are listed. */
export const CONSOLES: readonly (Console & { readonly id: ConsoleId })[] = CONSOLE_IDS.map((id) => ({
  id,
  ...CONSOLES_BY_ID[id],
}));

/** The match patterns of a console: of its pages, and of all that its calls may need. */
export function patternsOf(id: ConsoleId): {
  readonly pages: readonly string[];
  readonly all: readonly string[];
} {
  const { pages, softphoneFrames } = CONSOLES_BY_ID[id];
  return { pages, all: [...pages, ...softphoneFrames] };
}

/** The console whose page has this address; null when it is none of them. */
export function consoleAt(url: string): (Console & { readonly id: ConsoleId }) | null {
  return CONSOLES.find(({ pages }) => pages.some((page) => new MatchPattern(page).includes(url))) ?? null;
}
