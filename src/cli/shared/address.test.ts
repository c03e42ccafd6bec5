import { describe, expect, it } from 'vitest';
import { isAddress, publicName, withoutSecrets } from './address.ts';

describe('an address', () => {
  it('is told from a path', () => {
    const all = ['https://a.example/b.wav', 'HTTP://a.example', '/a/b.wav', 'https.wav', 'C:\\a.wav'];
    expect(all.map(isAddress)).toEqual([true, true, false, false, false]);
  });

  it.each([
    ['https://a.example/b.wav', 'https://a.example/b.wav'],
    ['https://a.example/b?id=42', 'https://a.example/b?id=42'],
    ['https://a.example/b?sr=42&expires=never', 'https://a.example/b?sr=42&expires=never'],
    ['https://me:secret@a.example/b.wav#t=3', 'https://a.example/b.wav'],
    ['https://s3.example/b.wav?X-Amz-Date=1&X-Amz-Signature=secret', 'https://s3.example/b.wav'],
    ['https://blob.example/b.wav?sv=1&se=2&sr=b&sp=r&sig=secret&id=7', 'https://blob.example/b.wav?id=7'],
    ['https://not an address/b.wav', 'https://not an address/b.wav'],
  ])('is written down without what gives access to it: %s', (address, written) => {
    expect(withoutSecrets(address)).toBe(written);
  });

  it('leaves paths as they are, also those that look like an address', () => {
    const all = ['C:\\calls\\a.wav?sig=1', '/a/b.wav#t', 'https://a.example/b?token=secret'];
    expect(all.map(publicName)).toEqual([...all.slice(0, 2), 'https://a.example/b']);
  });
});
