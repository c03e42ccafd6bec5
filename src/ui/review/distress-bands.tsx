// Distress over the tenths of many calls: a band for four of five calls, one for half of them, and a line for the middle.

import '../strip/strip-table.css';
import './distress-bands.css';
import type { DistressBand } from './distribution.ts';

const WIDTH = 100;
const HEIGHT = 100;

export interface DistressBandsProps {
  readonly bands: readonly (DistressBand | null)[];
}

export function DistressBands({ bands }: DistressBandsProps) {
  const points = bands.flatMap((band, part) =>
    band ? [{ x: ((part + 0.5) / bands.length) * WIDTH, quantiles: band.quantiles }] : [],
  );
  const at = (index: 0 | 1 | 2 | 3 | 4) =>
    points.map(({ x, quantiles }) => `${x} ${(1 - quantiles[index]) * HEIGHT}`);
  const area = (low: 0 | 1, high: 3 | 4) => `M${at(low).join('L')}L${at(high).reverse().join('L')}Z`;
  return (
    <figure class="bands">
      <div class="bands-plot">
        <p class="bands-scale" aria-hidden="true">
          <span>Distressed</span>
          <span>Calm</span>
        </p>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="bands-middle-line" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
          {points.length > 1 && (
            <>
              <path class="bands-most" d={area(0, 4)} />
              <path class="bands-half" d={area(1, 3)} />
              <path class="bands-median" d={`M${at(2).join('L')}`} />
            </>
          )}
        </svg>
        <p class="axis bands-axis" aria-hidden="true">
          <span>Beginning</span>
          <span>Middle</span>
          <span>End</span>
        </p>
      </div>
      <figcaption class="bands-key">
        <span>
          <span class="bands-swatch" data-band="median" aria-hidden="true" /> The middle
        </span>
        <span>
          <span class="bands-swatch" data-band="half" aria-hidden="true" /> Half of the calls
        </span>
        <span>
          <span class="bands-swatch" data-band="most" aria-hidden="true" /> Four of five calls
        </span>
      </figcaption>
      <details class="strip-table">
        <summary>Show as table</summary>
        <BandTable bands={bands} />
      </details>
    </figure>
  );
}

function BandTable({ bands }: DistressBandsProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Part of the call</th>
          <th scope="col" class="figure">
            Middle
          </th>
          <th scope="col" class="figure">
            Half
          </th>
          <th scope="col" class="figure">
            Four of five
          </th>
        </tr>
      </thead>
      <tbody>
        {bands.map((band, part) => {
          const level = (index: number) => band?.quantiles[index]?.toFixed(2) ?? '–';
          const name = `${part * 10} to ${(part + 1) * 10}\u00a0%`;
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="figure">{level(2)}</td>
              <td class="figure">{band ? `${level(1)} to ${level(3)}` : '–'}</td>
              <td class="figure">{band ? `${level(0)} to ${level(4)}` : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
