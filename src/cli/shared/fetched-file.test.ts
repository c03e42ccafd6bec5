import { readFile, stat } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PassingError } from '../../node/passing-error.ts';
import { fetchFile } from './fetched-file.ts';

let server: http.Server;
let origin: string;

beforeAll(async () => {
  server = http.createServer(({ url }, response) => {
    if (url === '/call.wav') response.end('RIFF and so on');
    else if (url === '/half.wav') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('RIFF');
      setTimeout(() => response.destroy(), 50);
    } else response.writeHead(url === '/busy.wav' ? 503 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const failureAt = (address: string) =>
  fetchFile(address).then(
    () => null,
    (error: Error) => ({ sentence: error.message, mayPass: error instanceof PassingError }),
  );

describe('a recording behind an address', () => {
  it('is a file until it is removed', async () => {
    const file = await fetchFile(`${origin}/call.wav`);
    expect(await readFile(file.path, 'utf8')).toBe('RIFF and so on');
    await file.remove();
    await expect(stat(file.path)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['http://a b/c.wav', 'http://a b/c.wav is no address.'],
    [
      'http://me:secret@127.0.0.1:1/c.wav',
      "http://127.0.0.1:1/c.wav was given with a user's name or password.",
    ],
  ])('is refused for good when nobody could read it: %s', async (address, sentence) => {
    const failure = await failureAt(address);
    expect(failure).toEqual({ sentence: expect.stringContaining(sentence), mayPass: false });
    expect(failure?.sentence).not.toContain('secret');
  });

  it('is missed for good where the server does not have it', async () => {
    expect(await failureAt(`${origin}/gone.wav`)).toEqual({
      sentence: `${origin}/gone.wav answers 404 Not Found. Check the address, and that this machine may read it.`,
      mayPass: false,
    });
  });

  it.each([
    ['the server is busy', '/busy.wav', 'answers 503'],
    ['the connection breaks off', '/half.wav', 'broke off while it was fetched'],
  ])('may come another time when %s', async (_, path, sentence) => {
    expect(await failureAt(`${origin}${path}`)).toEqual({
      sentence: expect.stringContaining(sentence),
      mayPass: true,
    });
  });

  it('may come another time when nobody is there', async () => {
    expect(await failureAt('http://127.0.0.1:1/call.wav')).toEqual({
      sentence: expect.stringContaining("http://127.0.0.1:1/call.wav can't be reached ("),
      mayPass: true,
    });
  });
});
