// One end of a line: buttons, a voice, and the softphone of the library that the address names.

import { createVoice } from '../../console/web/voice.ts';
import type { Action, End, Library, StartSoftphone } from './softphone.ts';

declare global {
  interface Window {
    /** For the harness, which stands for whoever holds the phone. */
    phone: { say(url: string): Promise<void> };
  }
}

const query = new URLSearchParams(location.search);
const end = query.get('end') as End;

const LIBRARIES: Readonly<Record<Library, () => Promise<{ start: StartSoftphone }>>> = {
  jssip: () => import('./jssip.ts'),
  sipjs: () => import('./sipjs.ts'),
  // Twilio's library is for agents; its callers come from the telephone network.
  twilio: () => (end === 'agent' ? import('./twilio.ts') : import('./twilio-caller.ts')),
};

async function startPhone(): Promise<void> {
  const voice = createVoice();
  window.phone = {
    async say(url) {
      await (await voice.speak(url, 'mix')).ended;
    },
  };
  const { start } = await LIBRARIES[query.get('library') as Library]();
  const phone = await start({
    end,
    voice: new MediaStream([voice.track]),
    onState: (state) => {
      document.body.dataset.state = state;
    },
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-action]')) {
    const act = phone[button.dataset.action as Action];
    if (act === undefined) continue;
    button.disabled = false;
    button.addEventListener('click', () => void act());
  }
}

document.querySelector('#start')?.addEventListener('click', () => void startPhone());
