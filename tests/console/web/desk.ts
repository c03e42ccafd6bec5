// The agent's desk: whose call it is, how long it has lasted, and a place for notes.

import type { CallNotice } from '../signals.ts';

const softphoneOrigin = document.body.dataset.softphone ?? '';
const status = text('#status');
const timer = text('#timer');
const customer = text('#customer');
const number = text('#number');
const initials = text('#initials');
const history = text('#history');
let activeSince: number | undefined;

function text(selector: string): HTMLElement {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`The desk has no ${selector}.`);
  return element;
}

function show({ state, caller }: CallNotice): void {
  document.body.dataset.call = state;
  customer.textContent = caller.name;
  number.textContent = caller.number;
  initials.textContent = caller.name.replaceAll(/(\p{L})\p{L}*\s*/gu, '$1').slice(0, 2);
  status.textContent = {
    ringing: 'Ringing',
    connecting: 'Connecting',
    active: 'On call',
    held: 'On hold',
    ended: 'Wrap-up',
  }[state];
  if (state === 'ringing') {
    activeSince = undefined;
    timer.textContent = '0:00';
  }
  if (state === 'active') activeSince ??= Date.now();
  if (state !== 'ended' || activeSince === undefined) return;
  const line = document.createElement('li');
  line.textContent = `${caller.name}, ${timer.textContent}, phone`;
  history.prepend(line);
  activeSince = undefined;
}

window.addEventListener('message', (event: MessageEvent<CallNotice>) => {
  if (event.origin === softphoneOrigin && event.data.type === 'evenkeel-softphone') show(event.data);
});

setInterval(() => {
  if (activeSince === undefined) return;
  const seconds = Math.floor((Date.now() - activeSince) / 1000);
  timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}, 500);
