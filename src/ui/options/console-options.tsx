// In which consoles Evenkeel works.

import { ConsoleList, type ConsoleListProps } from '../consoles/console-list.tsx';

export function ConsoleOptions(props: ConsoleListProps) {
  return (
    <section aria-labelledby="consoles-heading" data-testid="consoles">
      <h2 class="page-heading" id="consoles-heading">
        Consoles
      </h2>
      <p class="page-text">
        By itself Evenkeel runs only in the consoles that are switched on here. Your browser asks you for
        each, and switching one off gives its permission back. None of the named ones has been tried with
        Evenkeel: what is said of them comes from public documentation.
      </p>
      <ConsoleList {...props} />
    </section>
  );
}
