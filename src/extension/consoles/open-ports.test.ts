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

describe('open ports of pages', () => {
  it('are closed, each once, when their site is switched off, and no others', () => {
    const ports = new OpenPorts();
    const [off, on, gone] = [vi.fn(), vi.fn(), vi.fn()];
    ports.add({ origin: 'https://phone.example.com' }, off);
    ports.add({ origin: 'https://a.my.connect.aws' }, on);
    ports.add({ origin: 'https://phone.example.com' }, gone)();
    ports.keepOnly(['https://*.my.connect.aws/*']);
    ports.keepOnly(['https://*.my.connect.aws/*']);
    expect(off).toHaveBeenCalledOnce();
    expect(on).not.toHaveBeenCalled();
    expect(gone).not.toHaveBeenCalled();
  });
});
