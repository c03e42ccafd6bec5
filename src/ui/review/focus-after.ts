// Where the keyboard goes on when what it was on is taken away: to the neighbour in the list, or to where new ones come in.

/**
 * The element to focus once the row of a list is gone: the next row's first button, or the one before it; `otherwise`
 * where there is none.
 */
export function focusAfter(row: Element | null, otherwise: HTMLElement | null): HTMLElement | null {
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  return neighbour?.querySelector<HTMLElement>('button') ?? otherwise;
}
