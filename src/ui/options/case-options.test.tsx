// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaseOptions } from './case-options.tsx';

function show(pattern: string) {
  const onPattern = vi.fn<(pattern: string) => void>();
  const draw = (stored: string) =>
    render(
      <CaseOptions
        pattern={stored}
        onPattern={(written) => {
          onPattern(written);
          draw(written);
        }}
      />,
      document.body,
    );
  act(() => draw(pattern));
  const field = (testId: string) => {
    const element = document.querySelector<HTMLInputElement>(`[data-testid="${testId}"]`);
    if (element === null) throw new Error(`The page has no ${testId}.`);
    return element;
  };
  const write = (testId: string, text: string) =>
    act(() => {
      field(testId).focus();
      field(testId).value = text;
      field(testId).dispatchEvent(new Event('input', { bubbles: true }));
    });
  const leave = () => act(() => (document.activeElement as HTMLElement).blur());
  const found = () => document.querySelector('[data-testid="case-found"]')?.textContent;
  const note = () => document.querySelector('#case-pattern-note')?.textContent;
  return { onPattern, field, write, leave, found, note };
}

afterEach(() => render(null, document.body));

describe('the pattern for a case’s reference', () => {
  it('shows what would be read of an address, before it is saved', () => {
    const { write, found, onPattern } = show('');
    write('case-address', 'https://crm.example.com/cases/4711/view');
    expect(found()).toBe('Nothing is read: there is no pattern to read it with.');
    write('case-pattern', '/cases/([^/]+)');
    expect(found()).toBe('Read from it: 4711');
    write('case-address', 'https://crm.example.com/home');
    expect(found()).toBe('Nothing is read: the pattern doesn’t fit this address.');
    expect(onPattern).toHaveBeenCalledTimes(1);
  });

  it('is saved when the field is left', () => {
    const { write, leave, onPattern, note } = show('');
    write('case-pattern', 'case=(\\d+)');
    expect(onPattern).not.toHaveBeenCalled();
    leave();
    expect(onPattern).toHaveBeenCalledExactlyOnceWith('case=(\\d+)');
    expect(note()).toBe('Saved');
  });

  it('is not saved where it is none, and the page says what is wrong', () => {
    const { write, leave, onPattern, field, note } = show('case=(\\d+)');
    write('case-pattern', 'case=(');
    leave();
    expect(onPattern).not.toHaveBeenCalled();
    expect(field('case-pattern').getAttribute('aria-invalid')).toBe('true');
    expect(note()).toMatch(
      /^This is no regular expression: Unterminated group\. .*the last pattern stays in use\.$/,
    );
  });

  it('is taken away by an empty field', () => {
    const { write, leave, onPattern } = show('case=(\\d+)');
    write('case-pattern', '  ');
    leave();
    expect(onPattern).toHaveBeenCalledExactlyOnceWith('');
  });
});
