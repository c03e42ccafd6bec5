// npm run demo: a browser with the extension on a small agent console, and a call in it.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import type { AttachedTarget } from '../browser/targets.ts';
import { type Desk, type PlacedCall, type Recording, startConsole } from '../console/console.ts';
import { buildIfStale } from '../support/build.ts';
import { assembleCourse } from '../support/course.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { type Customer, type DemoOptions, parseOptions, USAGE, UsageError } from './options.ts';
import { type DemoPanel, followPanel } from './panel.ts';
import { finalLines, liveLine } from './report.ts';

/** Clips for each step of a course: about ten seconds, enough for the score to follow. */
const CLIPS_A_STEP = 4;
/** Seconds between two printed lines while the customer sounds the same. */
const LINE_SECONDS = 3;
/** Lets the last words reach the score before the agent hangs up. */
const LAST_WORDS_MS = 1500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function demo(options: DemoOptions): Promise<void> {
  const headless = options.headless || !hasDisplay();
  if (headless && !options.headless) {
    if (options.customer.kind === 'microphone') {
      throw new UsageError(
        '--microphone needs a window, and this machine has no display (DISPLAY is not set).',
      );
    }
    say('This machine has no display (DISPLAY is not set): running without a window, as with --headless.');
  }
  buildIfStale();
  const voice = await voiceOf(options.customer);
  const testConsole = await startConsole();
  let browser: ExtensionBrowser | undefined;
  try {
    browser = await launchWithExtension({
      headless,
      sound: !headless,
      viewport: { width: 1400, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
    });
    const desk = await testConsole.openDesk(browser.context);
    const panel = await followPanel(await openPanel(browser, desk));
    await panel.untilReady();
    await playCall(desk, panel, voice, options);
    if (headless) {
      mkdirSync(path.dirname(path.resolve(options.screenshot)), { recursive: true });
      writeFileSync(options.screenshot, await panel.screenshot());
      say(`Picture of the panel: ${options.screenshot}`);
    } else {
      say('The browser stays open for a look around; close it to end the demo.');
      await new Promise((resolve) => desk.page.once('close', resolve));
    }
  } finally {
    await browser?.close();
    await testConsole.close();
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** What the customer says; undefined when a person does. */
async function voiceOf(customer: Customer): Promise<Recording | undefined> {
  if (customer.kind === 'microphone') return undefined;
  if (customer.kind === 'recording') return customer.file;
  const steps = customer.course.flatMap((emotion) => Array.from({ length: CLIPS_A_STEP }, () => emotion));
  const { pcm, sampleRateHz } = await assembleCourse(customer.folder, customer.actor, steps);
  return encodeWav([pcm], sampleRateHz);
}

/** The real side panel; where the browser does not open it, the same document in a tab. */
async function openPanel(browser: ExtensionBrowser, desk: Desk): Promise<AttachedTarget> {
  try {
    return await browser.openSidePanel(desk.page);
  } catch (error) {
    say(
      `The side panel did not open (${error instanceof Error ? error.message.split('\n')[0] : error}); it is in a tab.`,
    );
    await browser.openExtensionPage('sidepanel.html', { width: 400, height: 900 });
    await desk.page.bringToFront();
    return browser.attachTo('sidepanel.html');
  }
}

async function playCall(
  desk: Desk,
  panel: DemoPanel,
  voice: Recording | undefined,
  { codec }: DemoOptions,
): Promise<void> {
  const call = await desk.placeCall({ codec, microphone: voice === undefined });
  say(`The phone rings (${codec}). The agent answers and confirms that the customer was told.`);
  await call.answer();
  await panel.confirmConsent();
  const followed = followCall(panel);
  // Where the call cannot be played, that is the error to tell; this one only follows from it.
  followed.catch(() => {});
  if (voice === undefined) {
    say('You are the customer: speak now, and hang up in the softphone when you are done.');
  } else {
    await playVoice(call, voice);
    await pause(LAST_WORDS_MS);
    await call.hangUp();
  }
  await followed;
  say(finalLines(await panel.untilEnded()));
}

async function playVoice(call: PlacedCall, voice: Recording): Promise<void> {
  const customer = await call.customerSays(voice);
  // A recording in stereo has the agent on its left.
  if (customer.channels > 1) await call.agentSays(voice);
  await customer.ended;
}

/** Prints how the customer sounds until the call has ended. */
async function followCall(panel: DemoPanel): Promise<void> {
  let printedAt = Number.NEGATIVE_INFINITY;
  let printed = '';
  for (;;) {
    const call = await panel.call();
    if (call?.state === 'ended') return;
    const emotion = call?.reading?.emotion ?? 'silence';
    if (call?.state === 'listening' && call.windows.length > 0) {
      const due = call.seconds - printedAt >= LINE_SECONDS;
      if (due || (emotion !== printed && call.seconds - printedAt >= 1)) {
        say(liveLine(call));
        printedAt = call.seconds;
        printed = emotion;
      }
    }
    await pause(250);
  }
}

try {
  const options = parseOptions(process.argv.slice(2), DEMO_CALL);
  if (options.help) say(USAGE);
  else await demo(options);
} catch (error) {
  process.stderr.write(
    `${error instanceof Error && !(error instanceof UsageError) ? error.message : String(error).replace(/^Error: /, '')}\n`,
  );
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
