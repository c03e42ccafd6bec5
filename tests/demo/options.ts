// The command line of `npm run demo`.

import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Emotion } from '../../src/analysis/emotion/emotions.ts';
import { errorMessage } from '../../src/analysis/errors.ts';
import type { Codec } from '../console/console.ts';
import { parseCourse } from '../support/course.ts';

export const USAGE = `Usage: npm run demo -- [options]

Opens a browser with Evenkeel on a small agent console and plays a call in it.

  --headless            no window: prints how the customer sounds and the final score
  --call FILE           plays a recording: stereo (left agent, right customer) or mono (customer)
  --crema-d DIR         puts the customer together from clips of one CREMA-D actor
  --course A,B,...      how that customer feels, step by step (default: angry,angry,neutral,happy)
  --actor N             whose clips (default: 1001)
  --microphone          you are the customer: speak, and hang up in the softphone
  --codec opus|pcmu     how the call is coded (default: opus)
  --dark                dark colours
  --screenshot FILE     where the picture of the panel goes (default: .output/demo-panel.png; with --headless)
  --help                this text`;

export type Customer =
  | { readonly kind: 'recording'; readonly file: string }
  | {
      readonly kind: 'course';
      readonly folder: string;
      readonly actor: number;
      readonly course: readonly Emotion[];
    }
  | { readonly kind: 'microphone' };

export interface DemoOptions {
  readonly help: boolean;
  readonly headless: boolean;
  readonly customer: Customer;
  readonly codec: Codec;
  readonly dark: boolean;
  readonly screenshot: string;
}

/** A command line that cannot be carried out; its message is all the user needs. */
export class UsageError extends Error {}

/**
 * @param defaultCall the recording that is played where none is named
 * @throws UsageError saying which option is wrong and what it may be
 */
export function parseOptions(argv: readonly string[], defaultCall: string): DemoOptions {
  const values = parseValues(argv);
  const codec = (['opus', 'pcmu'] as const).find((name) => name === values.codec);
  if (!codec) throw new UsageError(`--codec is opus or pcmu; got "${values.codec}".`);
  const sources = (['call', 'crema-d', 'microphone'] as const).filter((name) => values[name] !== undefined);
  if (sources.length > 1) {
    throw new UsageError(
      `--${sources.join(' and --')} each name a customer; a call has one. Give one of them.`,
    );
  }
  if (values.microphone && values.headless) {
    throw new UsageError('--microphone needs a window to hang up in; leave --headless away.');
  }
  if (values['crema-d'] === undefined && (values.course !== undefined || values.actor !== undefined)) {
    throw new UsageError(
      '--course and --actor choose among the clips of CREMA-D; name its folder by --crema-d DIR.',
    );
  }
  return {
    help: values.help ?? false,
    headless: values.headless ?? false,
    customer: customerOf(values, defaultCall),
    codec,
    dark: values.dark ?? false,
    screenshot: values.screenshot,
  };
}

function parseValues(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        headless: { type: 'boolean' },
        call: { type: 'string' },
        'crema-d': { type: 'string' },
        course: { type: 'string' },
        actor: { type: 'string' },
        microphone: { type: 'boolean' },
        codec: { type: 'string', default: 'opus' },
        dark: { type: 'boolean' },
        screenshot: { type: 'string', default: '.output/demo-panel.png' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${errorMessage(error)}\n\n${USAGE}`);
  }
}

function customerOf(values: ReturnType<typeof parseValues>, defaultCall: string): Customer {
  if (values.microphone) return { kind: 'microphone' };
  const folder = values['crema-d'];
  if (folder !== undefined) {
    if (!existsSync(folder)) throw new UsageError(`--crema-d is "${folder}", which is not there.`);
    const actor = Number(values.actor ?? 1001);
    if (!Number.isInteger(actor) || actor < 1001 || actor > 1091) {
      throw new UsageError(`--actor is a number from 1001 to 1091; got "${values.actor}".`);
    }
    return { kind: 'course', folder, actor, course: courseOf(values.course ?? 'angry,angry,neutral,happy') };
  }
  const file = values.call ?? defaultCall;
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`--call is "${file}", which is no file.`);
  }
  return { kind: 'recording', file };
}

function courseOf(text: string): readonly Emotion[] {
  try {
    return parseCourse(text);
  } catch (error) {
    throw new UsageError(errorMessage(error));
  }
}
