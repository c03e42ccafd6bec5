// Fetches a recording from an address into a file that lives as long as the analysis.

import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { PassingError } from '../../node/passing-error.ts';
import { withoutSecrets } from './address.ts';

/** A fetch is given up after this long: ten hours of telephone are 300 MB. */
const LONGEST_FETCH_MS = 15 * 60_000;

/** Statuses of a server that is in trouble or busy; the address is right. */
const PASSING_STATUS = new Set([408, 425, 429]);
const isPassing = (status: number) => status >= 500 || PASSING_STATUS.has(status);

export interface FetchedFile {
  readonly path: string;
  /** Deletes it. It is deleted too when the process exits before. */
  remove(): Promise<void>;
}

/**
 * Brings a recording into a file of its own: straight to the disk, so that its length costs no memory.
 * @throws Error in a sentence with the address; a `PassingError` when it may go well another time
 */
export async function fetchFile(address: string): Promise<FetchedFile> {
  const response = await answerOf(address);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-'));
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    process.off('exit', removeAtExit);
  };
  const file = path.join(folder, 'recording');
  try {
    await pipeline(Readable.fromWeb(response), createWriteStream(file));
  } catch (cause) {
    await remove();
    throw new PassingError(
      `${withoutSecrets(address)} broke off while it was fetched (${reasonOf(cause)}).`,
      { cause },
    );
  }
  return { path: file, remove };
}

async function answerOf(address: string): Promise<ReadableStream> {
  const shown = withoutSecrets(address);
  if (!URL.canParse(address)) throw new Error(`${shown} is no address. Check how it is written.`);
  const { username, password } = new URL(address);
  if (username !== '' || password !== '') {
    throw new Error(
      `${shown} was given with a user's name or password. Give an address that can be read without, such as a signed one.`,
    );
  }
  const response = await fetch(address, { signal: AbortSignal.timeout(LONGEST_FETCH_MS) }).catch((cause) => {
    throw new PassingError(`${shown} can't be reached (${reasonOf(cause)}).`, { cause });
  });
  // The browser's type and Node's describe the same object.
  if (response.ok && response.body !== null) return response.body as ReadableStream;
  await response.body?.cancel();
  const sentence = `${shown} answers ${response.status} ${response.statusText}. Check the address, and that this machine may read it.`;
  throw isPassing(response.status) ? new PassingError(sentence) : new Error(sentence);
}

/** What is behind a failed fetch: Node hides it in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = cause as NodeJS.ErrnoException;
  return code ?? message;
}
