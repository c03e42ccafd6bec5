// How good and how large a model is: the figures of its manifest.

import './model-figures.css';
import type { CatalogueModel } from '../../analysis/emotion/catalogue.ts';
import { megabytes, percent, percentRange } from '../format.ts';

/** The conditions that figures are shown for, in this order, where the manifest has them. */
const CONDITIONS = [
  { condition: 'clean', title: 'Clear audio' },
  { condition: 'phone', title: 'Telephone' },
  { condition: 'opus', title: 'Opus' },
] as const;

export function ModelFigures({ model }: { readonly model: CatalogueModel }) {
  const { metrics, sizeBytes } = model;
  const measured = CONDITIONS.flatMap(({ condition, title }) => {
    const figures = metrics[condition];
    return figures ? [{ condition, title, ...figures }] : [];
  });
  return (
    <dl class="figures">
      {measured.map(({ condition, title, uar }) => (
        <div class="figure-entry" key={condition}>
          <dt>{title}</dt>
          <dd>
            {percent(uar)}
            <span class="meter" aria-hidden="true">
              <span class="meter-fill" style={{ width: `${100 * uar}%` }} />
            </span>
          </dd>
        </div>
      ))}
      {measured.length > 0 && (
        <div class="figure-entry figure-calibration">
          <dt>Calibration error</dt>
          <dd>{percentRange(measured.map(({ ece }) => ece))}</dd>
        </div>
      )}
      <div class="figure-entry figure-size">
        <dt>Size</dt>
        <dd>{megabytes(sizeBytes)}</dd>
      </div>
    </dl>
  );
}
