// The call in figures, ten seconds a row, for whoever reads these rather than areas.

import { useState } from 'preact/hooks';
import type { ScorePoint } from '../../call/record.ts';
import { topEmotion } from '../../emotion/emotions.ts';
import { Sounded } from '../emotion-legend.tsx';
import { clockOf, percent, scoreFigure } from '../format.ts';
import type { Slot } from '../strip/strip-data.ts';
import { type CallRow, callRows } from './call-data.ts';

export interface CallTableProps {
  readonly slots: readonly Slot[];
  readonly scoreOverTime: readonly ScorePoint[];
}

export function CallTable({ slots, scoreOverTime }: CallTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="strip-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && (
        <table>
          <thead>
            <tr>
              <th scope="col">Until</th>
              <th scope="col">Sounded</th>
              <th scope="col" class="figure">
                Sure
              </th>
              <th scope="col" class="figure">
                Positive
              </th>
              <th scope="col" class="figure">
                Score
              </th>
            </tr>
          </thead>
          <tbody>
            {callRows(slots, scoreOverTime).map((row) => (
              <Row key={row.until} {...row} />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function Row({ until, probabilities, point }: CallRow) {
  const emotion = probabilities && topEmotion(probabilities);
  return (
    <tr>
      <th scope="row">{clockOf(until)}</th>
      <td>
        <Sounded emotion={emotion} />
      </td>
      <td class="figure">{probabilities && emotion ? percent(probabilities[emotion]) : '–'}</td>
      <td class="figure">{probabilities ? percent(probabilities.happy + probabilities.neutral) : '–'}</td>
      <td class="figure">{point ? scoreFigure(point.score) : '–'}</td>
    </tr>
  );
}
