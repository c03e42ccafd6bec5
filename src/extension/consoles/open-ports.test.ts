import { describe, expect, it, vi } from 'vitest';
import { OpenPorts, siteOf } from './open-ports.ts';

const tab = { url: 'https://crm.example.net/case/7' } as chrome.tabs.Tab;

describe('the site of a frame', () => {
  it.each([
    ['its own origin', { origin: 'https://phone.example.com', tab }, 'https://phone.example.com'],
    ['its tab’s where it has none', { origin: 'null', tab }, 'https://crm.example.net'],
    ['none for a page of the extension', { origin: 'chrome-extension://abc' }, null],
    ['unknown where the browser does not say', {}, null],
  ])('is %s', (_, sender, site) => {
    expect(siteOf(sender)).toBe(site);
  });
});

describe('lines of pages', () => {
  it('are hung up, each once, when their site is switched off, and no others', () => {
    const lines = new OpenPorts();
    const [off, on, gone] = [vi.fn(), vi.fn(), vi.fn()];
    lines.add({ origin: 'https://phone.example.com' }, off);
    lines.add({ origin: 'https://a.my.connect.aws' }, on);
    lines.add({ origin: 'https://phone.example.com' }, gone)();
    lines.keepOnly(['https://*.my.connect.aws/*']);
    lines.keepOnly(['https://*.my.connect.aws/*']);
    expect(off).toHaveBeenCalledOnce();
    expect(on).not.toHaveBeenCalled();
    expect(gone).not.toHaveBeenCalled();
  });
});
