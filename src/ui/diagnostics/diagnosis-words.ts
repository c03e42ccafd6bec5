// What each finding of a diagnosis says to the agent, and what to do about it.

import type { Finding, Step, StepId } from './diagnose.ts';

export const STEP_TITLES: Readonly<Record<StepId, string>> = {
  site: 'Site enabled',
  script: 'Evenkeel in the page',
  frame: 'Softphone’s frame',
  track: 'The call’s sound',
  consent: 'Customer told',
  sound: 'Sound heard',
  speech: 'Speech heard',
  model: 'Model ready',
  error: 'Last error',
};

interface FindingWords {
  readonly text: string;
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null;
}

export const FINDING_WORDS: Readonly<Record<Finding, FindingWords>> = {
  'site-in-force': { text: 'Evenkeel may work on this site.', fix: null },
  'site-off': {
    text: 'Evenkeel is off on the page in front.',
    fix: 'Go to your console’s tab, press Evenkeel’s button in the toolbar and choose to enable it there.',
  },
  'site-not-allowed': {
    text: 'Your organisation allows other sites only.',
    fix: 'Ask your administrator to add this console to Evenkeel’s policy.',
  },
  'no-page': {
    text: 'The page in front is no console.',
    fix: 'Go to your console’s tab and open this page from Evenkeel’s button there.',
  },
  'script-answers': { text: 'It runs in the page.', fix: null },
  'script-asked': { text: 'The page is being asked.', fix: null },
  'no-script': {
    text: 'The page was opened before Evenkeel was enabled or updated.',
    fix: 'Reload the page, not during a call: Evenkeel works from then on.',
  },
  'track-frame': { text: 'The frame that plays calls was found.', fix: null },
  'all-frames': { text: 'Evenkeel runs in every frame of the page.', fix: null },
  'closed-frames': {
    text: 'Parts of the page come from sites that Evenkeel isn’t enabled on; the softphone may be one of them.',
    fix: 'Open the settings and enable the softphone’s site as well, then reload the console.',
  },
  'track-live': { text: 'A customer’s line was found in the page.', fix: null },
  'track-ended': {
    text: 'The last call’s sound was found; no call is running now.',
    fix: null,
  },
  'no-track': {
    text: 'No call’s sound has come through this page yet. Without a call that is as it should be.',
    fix: 'If a call is running, its sound goes past the browser: to a desk phone, to a program on this computer, or round a virtual desktop. Set the console to take calls in the browser (some call it WebRTC or “use this computer”); in a virtual desktop, install Evenkeel where the sound is. If you hear the customer from this very tab, press Evenkeel’s button on it and choose “Listen to this tab’s sound”.',
  },
  'tab-sound': { text: 'The sound of the whole tab is listened to.', fix: null },
  told: { text: 'The customer was told; the call is listened to.', fix: null },
  'consent-asked': {
    text: 'Nothing is heard before you have confirmed that the customer was told.',
    fix: 'Answer the question in the live panel.',
  },
  'left-out': {
    text: 'This line is not listened to: it was left out, or Evenkeel is only just finding it.',
    fix: 'If you left it out by mistake, the next call is asked about again.',
  },
  sound: { text: 'Sound arrives from the customer’s line.', fix: null },
  held: {
    text: 'The line is muted or on hold, so there is nothing to hear.',
    fix: 'Take the call off hold. A line that stays open between calls begins with the next one.',
  },
  silent: {
    text: 'The line is open, and all that comes over it is silence.',
    fix: 'Ask the customer to speak. If you hear them and Evenkeel doesn’t, the sound takes another way: choose the browser as the console’s phone, or install Evenkeel where the sound is.',
  },
  speech: { text: 'The customer’s speech is recognised as such.', fix: null },
  'no-speech': {
    text: 'No speech yet. Ringing, tones and music don’t count.',
    fix: null,
  },
  'model-ready': { text: 'The model is loaded.', fix: null },
  'model-loading': { text: 'The model is loading; this takes a few seconds.', fix: null },
  'model-down': { text: 'The model isn’t working.', fix: null },
  'no-error': { text: 'None since Evenkeel was started.', fix: null },
  'past-error': { text: 'All is well again. The last thing that went wrong:', fix: null },
  error: { text: 'Something is wrong at this moment:', fix: null },
};

export const STATE_WORDS: Readonly<Record<Step['state'], string>> = {
  done: 'OK',
  waiting: 'Waiting',
  stopped: 'Needs you',
  'not-reached': 'Not checked yet',
};

/** The diagnosis in one sentence. */
export function summaryOf(steps: readonly Step[]): string {
  const broken = steps.find(({ state }) => state === 'stopped');
  if (broken) return `It stops at “${STEP_TITLES[broken.id]}”.`;
  const waiting = steps.find(({ state }) => state === 'waiting');
  return waiting ? `It waits at “${STEP_TITLES[waiting.id]}”.` : 'Everything works.';
}
