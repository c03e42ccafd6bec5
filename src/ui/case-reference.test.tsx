// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaseReference } from './case-reference.tsx';

const onChange = vi.fn(async (_reference: string | null) => {});

function show(reference: string | null) {
  act(() => render(<CaseReference reference={reference} onChange={onChange} />, document.body));
  const field = document.querySelector('input');
  if (field === null) throw new Error('There is no field.');
  const write = (text: string) =>
    act(() => {
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const press = (key: string) =>
    act(() => void field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  return { field, write, press, leave: () => act(() => field.blur()) };
}

afterEach(() => {
  render(null, document.body);
  onChange.mockReset();
});

describe('the reference to a case', () => {
  it('is taken when the field is left or Enter is pressed, trimmed', () => {
    const { write, leave, press } = show(null);
    write('  CASE-77 ');
    expect(onChange).not.toHaveBeenCalled();
    leave();
    expect(onChange).toHaveBeenLastCalledWith('CASE-77');
    write('CASE-78');
    press('Enter');
    expect(onChange).toHaveBeenLastCalledWith('CASE-78');
  });

  it('is taken away by an empty field, and left alone where nothing changed', () => {
    const { write, leave } = show('CASE-77');
    write(' CASE-77');
    leave();
    expect(onChange).not.toHaveBeenCalled();
    write('  ');
    leave();
    expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('is said to be saved when it is, and stays written where it can’t be', async () => {
    const { field, write, press } = show(null);
    const said = () => document.querySelector('[role="status"]')?.textContent;
    onChange.mockRejectedValueOnce(new Error('The disk is full.'));
    write('CASE-77');
    press('Enter');
    expect(said()).toBe('');
    await act(async () => {});
    expect(said()).toBe('Not saved: The disk is full. Press Enter to try again.');
    expect(field.value).toBe('CASE-77');
    await act(async () => void press('Enter'));
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(said()).toBe('Saved');
  });

  it('comes back with Escape, and is not overwritten while it is being written', () => {
    const { field, write, press, leave } = show('CASE-77');
    write('CASE');
    show('read from the page');
    expect(field.value).toBe('CASE');
    press('Escape');
    expect(field.value).toBe('read from the page');
    leave();
    expect(onChange).not.toHaveBeenCalled();
  });
});
