// A file on disk as a byte source, for the command line, training and tests.

import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ByteSource } from '../analysis/audio/wav.ts';
import { PassingError } from './passing-error.ts';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

const NOT_ALLOWED = 'this user may not read it. Ask for the right to, or run as a user who has it.';
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check its name and its folder.',
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
};

/**
 * Opens a file for reading at any offset. Close it when done.
 * @throws Error in a sentence with the path, Node's error as its cause, when there is no file or it can't be opened;
 * `read` throws the same when the file can't be read on. Trouble of a drive that may pass is a `PassingError`.
 */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    return {
      size,
      read: (offset, length) =>
        readFully(file, offset, Math.min(length, Math.max(0, size - offset))).catch(
          (cause: NodeJS.ErrnoException) => {
            throw new PassingError(
              `${path} can't be read on from byte ${offset} (${cause.code}). Check its disk or network drive.`,
              { cause },
            );
          },
        ),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  // The kind is asked first, because opening a pipe waits for somebody who writes into it.
  const status = await stat(path).catch((cause) => refuseMissing(path, cause));
  if (status.isDirectory()) throw new Error(`${path} is a folder, not a file. Name a recording in it.`);
  if (!status.isFile()) throw new Error(`${path} is a pipe or a device. Copy the recording to a file.`);
  return open(path, 'r').catch((cause) => refuse(path, cause));
}

/** Where the folder is missing too, its drive may not be mounted. */
async function refuseMissing(file: string, cause: NodeJS.ErrnoException): Promise<never> {
  const folder = dirname(file);
  if (cause.code !== 'ENOENT' || (await stat(folder).catch(() => null))) return refuse(file, cause);
  throw new PassingError(
    `${file} can't be opened (${cause.code}): its folder is not there either. Check its name, and that its drive is mounted.`,
    { cause },
  );
}

function refuse(path: string, cause: NodeJS.ErrnoException): never {
  const reason = REASONS[cause.code ?? ''];
  if (reason !== undefined) throw new Error(`${path} can't be opened (${cause.code}): ${reason}`, { cause });
  throw new PassingError(
    `${path} can't be opened (${cause.code}): check its name, and its disk or network drive.`,
    { cause },
  );
}

async function readFully(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
