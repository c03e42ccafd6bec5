// The call in figures, ten seconds a row, for readers who prefer figures to areas.

import '../strip/strip-table.css';
import './call-table.css';
import { useState } from 'preact/hooks';
import type { ScorePoint } from '../../analysis/call/record.ts';
import { topEmotion } from '../../analysis/emotion/emotions.ts';
import { clockOf, percent, scoreFigure } from '../format.ts';
import { Sounded } from '../strip/emotion-legend.tsx';
import type { Slot } from '../strip/strip-data.ts';
import { type CallBackground, type CallRow, callRows } from './call-data.ts';
import { gapName } from './gaps.ts';
import type { Voices } from './voices.ts';

export interface CallTableProps extends CallBackground {
  readonly slots: readonly Slot[];
  readonly scoreOverTime: readonly ScorePoint[];
}

export function CallTable({ slots, scoreOverTime, gaps, voices }: CallTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="strip-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
        <section class="table-room" aria-label="The call in figures" tabIndex={0}>
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
                {voices.speakers && (
                  <>
                    <th scope="col" class="figure">
                      Customer spoke
                    </th>
                    <th scope="col" class="figure">
                      Other side spoke
                    </th>
                  </>
                )}
                <th scope="col" class="figure">
                  Score
                </th>
              </tr>
            </thead>
            <tbody>
              {callRows(slots, scoreOverTime, { gaps, voices }).map((row) => (
                <Row key={row.until} row={row} voices={voices} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

function Row({ row, voices }: { readonly row: CallRow; readonly voices: Voices }) {
  const { until, gap, probabilities, customerSpoke, otherSpoke, point } = row;
  const emotion = probabilities && topEmotion(probabilities);
  return (
    <tr>
      <th scope="row">{clockOf(until)}</th>
      <td>{gap ? <span class="muted">{gapName(gap)}</span> : <Sounded emotion={emotion} />}</td>
      <td class="figure">{probabilities && emotion ? percent(probabilities[emotion]) : '–'}</td>
      <td class="figure">{probabilities ? percent(probabilities.happy + probabilities.neutral) : '–'}</td>
      {voices.speakers && (
        <>
          <td class="figure">{customerSpoke === null ? '–' : percent(customerSpoke)}</td>
          <td class="figure">{otherSpoke === null ? '–' : percent(otherSpoke)}</td>
        </>
      )}
      <td class="figure">{point ? scoreFigure(point.score) : '–'}</td>
    </tr>
  );
}
