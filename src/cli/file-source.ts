// A file on disk as a byte source, for the command line, training and tests.

import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../audio/wav.ts';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/**
 * Opens a file for reading at any offset. Close it when done.
 * @throws Error (from Node, with the path and the cause) when the file can't be opened.
 */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return {
      size,
      read: (offset, length) => readFully(file, offset, Math.min(length, Math.max(0, size - offset))),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
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
