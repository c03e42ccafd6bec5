// Beside a setting that an administrator has set: why its control can't be used.

import './set-by-organisation.css';
import { Icon } from './icons.tsx';

/** @param id what the locked control names in its `aria-describedby` */
export function SetByOrganisation({ id }: { readonly id: string }) {
  return (
    <span class="set-by-organisation" id={id}>
      <Icon name="lock" />
      Set by your organisation
    </span>
  );
}
