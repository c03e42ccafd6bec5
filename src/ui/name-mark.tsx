// The name: icon and wordmark.

import './name-mark.css';
import iconUrl from '../../assets/icons/evenkeel.svg';

export function NameMark() {
  return (
    <span class="name-mark">
      <img src={iconUrl} alt="" width={20} height={20} />
      Evenkeel
    </span>
  );
}
