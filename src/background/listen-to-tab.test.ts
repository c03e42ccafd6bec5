import { describe, expect, it } from 'vitest';
import { captureRefusal, pageRefusal } from './listen-to-tab.ts';

const CONSOLE = 'https://desk.example.com';

describe('pageRefusal', () => {
  it('allows websites', () => {
    expect(pageRefusal(`${CONSOLE}/calls?id=1`, { allowed: null })).toBeNull();
    expect(pageRefusal('http://127.0.0.1:8080/', { allowed: null })).toBeNull();
  });

  it.each([undefined, 'chrome://settings/', 'chrome-extension://abc/review.html', 'file:///call.html'])(
    'refuses %s, and says what to do',
    (url) => {
      expect(pageRefusal(url, { allowed: null })).toContain('Bring your console to the front');
    },
  );

  it('refuses what the administrator has not listed, and names it', () => {
    const sites = { allowed: ['https://other.example.com'] };
    expect(pageRefusal(`${CONSOLE}/`, sites)).toContain(`doesn’t allow Evenkeel on ${CONSOLE}.`);
    expect(pageRefusal(`${CONSOLE}/`, { allowed: [`${CONSOLE}/`] })).toBeNull();
  });
});

describe('captureRefusal', () => {
  it('says in sentences what the browser means', () => {
    expect(captureRefusal('Cannot capture a tab with an active stream.')).toContain('captured already');
    expect(
      captureRefusal('Extension has not been invoked for the current page (see activeTab permission).'),
    ).toContain('Press it on this tab');
    expect(
      captureRefusal('Cannot access contents of the page. Extension manifest must request permission.'),
    ).toContain('Press it on this tab');
  });

  it('passes on what it does not know', () => {
    expect(captureRefusal('Error starting tab capture.')).toBe(
      'The browser doesn’t give this tab’s sound: Error starting tab capture. Reload the page and try again.',
    );
  });
});
