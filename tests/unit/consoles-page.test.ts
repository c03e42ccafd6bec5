// docs/consoles.md is written from the registry: after a change there, `npx vitest run tests/unit/consoles-page.test.ts -u`
// writes it anew.

import { expect, it } from 'vitest';
import {
  type AudioRoad,
  CONSOLES,
  type Console,
  type Sourced,
} from '../../src/extension/consoles/consoles.ts';
import { hostOfPattern } from '../../src/extension/consoles/site-address.ts';

const ROADS: Readonly<Record<AudioRoad, string>> = {
  'peer-connection': 'WebRTC, heard in the page',
  elsewhere: 'not as a WebRTC track: tab sound only',
  unknown: 'not documented',
};

const INTRODUCTION = `# Consoles

Evenkeel runs on no site until somebody switches it on: on the welcome page, in the settings under *Consoles*, or from
the toolbar button on the page itself. The browser then asks for the permission for those addresses and no others, and
gives it back when the console is switched off. Any other console can be added by its address.

**None of the commercial consoles below has been tried with Evenkeel.** What is said of them comes from the public pages
linked beside it; addresses that no page documents were seen in public code. Real calls are tested on the console of this
repository and on softphones made of JsSIP, SIP.js and Twilio's Voice SDK, each without a provider's cloud. If yours
behaves differently, please say so.

| Console | Addresses asked for | How its calls reach the browser |
|---|---|---|`;

const OUTRO = `## Where calls can't be heard

- **Native softphones and desk phones.** The sound never enters the browser. Listening to the tab's sound doesn't help.
- **Virtual desktops that take the sound around themselves** (Citrix HDX, Azure multimedia redirection, media helpers).
  Install Evenkeel where the sound is, or switch the optimisation off for a trial.
- **Softphones that are browser extensions.** No extension can hear another.
- **Sound that isn't a WebRTC track.** Evenkeel can listen to the sound of the whole tab instead.

## Own consoles

Any page that is served over HTTPS and plays the customer's voice from an \`RTCPeerConnection\` works, whatever library
makes it. Add the page's address, and that of the frame in which the softphone lives if it has another host.

One connection may carry many calls. A call begins with the first sound on its line. It ends with the line, or when for a
minute no packet has come, for three minutes no sound, or for half an hour nobody has come back from hold. A call that
follows sooner on the same line can't be told from the one before: it becomes part of its record, under its consent. The
panel's button *This call is over* ends the call at once, and the next sound is a call of its own.

## The browser's question

No test can answer the browser's permission prompt, so the browser tests run a build that is granted this machine's own
console, and switch that one off and on. By hand, with the ordinary build, a release is to be checked so: switch a
console on in the settings (the prompt names its addresses), refuse (the switch goes back and nothing is registered),
switch it on again and allow (a reloaded console page is listened to), take the permission away in the browser's own
extension settings (the switch says that addresses are missing), and do the same from the toolbar button on a page.
Done so far, in Chromium 156 on Linux, from the settings: the prompt, refusing and allowing.
`;

function row({ name, pages, softphoneFrames, audioRoad, audio }: Console): string {
  const hosts = [...pages, ...softphoneFrames].map((pattern) => `\`${hostOfPattern(pattern)}\``);
  return `| [${name}](#${anchorOf(name)}) | ${hosts.join(', ')} | ${ROADS[audioRoad]} ([source](${audio[0].source})) |`;
}

function section({ name, addressSource, audio, hints }: Console): string {
  const facts: readonly Sourced[] = audio;
  return [
    `## ${name}`,
    '',
    ...facts.map(({ text, source }) => `- ${text} [Source](${source}), not tried.`),
    ...hints.map((hint) => `- ${hint}`),
    `- [Where it lives](${addressSource}).`,
    '',
  ].join('\n');
}

function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

it('says of every console what the registry says', async () => {
  const page = [INTRODUCTION, ...CONSOLES.map(row), '', ...CONSOLES.map(section), OUTRO].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/consoles.md');
});
