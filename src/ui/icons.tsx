// Small line icons of the interface. All are decorations: a word beside each says the same.

import type { Trend } from '../analysis/score/trend.ts';
import type { Tone } from './words.ts';

const ICON_PATHS = {
  rising: 'M3 12.5 12.5 3M5.5 3H12.5V10',
  steady: 'M1.5 8H14M9.5 3.5 14 8 9.5 12.5',
  falling: 'M3 3.5 12.5 13M5.5 13H12.5V6',
  good: 'M3 8.5 6.5 12 13 4.5',
  mixed: 'M2.5 8.5C4.5 5.5 6.5 5.5 8 8S11.5 10.5 13.5 7.5',
  bad: 'M8 2.5V9.5M8 13V13.2',
  none: 'M4 8H4.2M8 8H8.2M12 8H12.2',
  no: 'M4 4 12 12M12 4 4 12',
  play: 'M4.5 3 12.5 8 4.5 13Z',
  stop: 'M4 4H12V12H4Z',
  lock: 'M3.5 7.5H12.5V14H3.5ZM5.25 7.5V5A2.75 2.75 0 0 1 10.75 5V7.5',
  sound: 'M2 6.5V9.5H4.5L8 12.5V3.5L4.5 6.5ZM10.5 6A3 3 0 0 1 10.5 10M12.5 4A6 6 0 0 1 12.5 12',
  panel:
    'M3 2.5H13A1 1 0 0 1 14 3.5V12.5A1 1 0 0 1 13 13.5H3A1 1 0 0 1 2 12.5V3.5A1 1 0 0 1 3 2.5ZM10 2.5V13.5',
} as const;

type IconName = Trend | Tone | 'panel' | 'no' | 'play' | 'stop' | 'lock' | 'sound';

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="glyph icon" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={ICON_PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
