// Where the user writes the address of a console that isn't in the list.

import './own-site-field.css';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { hostOfPattern, parseSiteAddress } from '../../extension/consoles/site-address.ts';

export interface OwnSiteFieldProps {
  /** Switches the site on; resolves to whether the browser was allowed to. */
  readonly onAdd: (pattern: string) => Promise<boolean>;
  readonly field: RefObject<HTMLInputElement | null>;
}

export function OwnSiteField({ onAdd, field }: OwnSiteFieldProps) {
  const [problem, setProblem] = useState('');

  const add = () => {
    const input = field.current;
    if (input === null) return;
    const address = parseSiteAddress(input.value);
    if (address.kind === 'refused') {
      setProblem(address.problem);
      input.focus();
      return;
    }
    setProblem('');
    void onAdd(address.pattern).then((added) => {
      if (added) input.value = '';
      else {
        setProblem(
          `The browser was not allowed to, so ${hostOfPattern(address.pattern)} isn’t added. Add it again to be asked again.`,
        );
      }
    });
  };

  return (
    <form
      class="own-site"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label class="own-site-label" for="own-site">
        Another console, by its address
      </label>
      <div class="own-site-row">
        <input
          type="text"
          class="field"
          id="own-site"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="desk.example.com"
          ref={field}
          data-testid="own-site"
          aria-invalid={problem !== ''}
          aria-describedby="own-site-note"
          onInput={() => setProblem('')}
        />
        <button type="submit" class="button quiet" data-testid="add-own-site">
          Add
        </button>
      </div>
      <div class="field-foot">
        <p role="status" id="own-site-note" data-problem={problem === '' ? undefined : ''}>
          {problem}
        </p>
      </div>
    </form>
  );
}
