// The strip as a table, for whoever reads figures rather than areas.

import './strip-table.css';
import { useState } from 'preact/hooks';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { clockOf, percent } from '../format.ts';
import { TurnGlyph } from '../turn-glyph.tsx';
import { TURN_WORDS } from '../turning-point-words.ts';
import { Sounded } from './emotion-legend.tsx';
import type { StripMark } from './strip-marks.ts';
import { stripRows } from './strip-summary.ts';

export interface StripTableProps {
  readonly windows: readonly AnalysedWindow[];
  readonly marks: readonly StripMark[];
}

export function StripTable({ windows, marks }: StripTableProps) {
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
            </tr>
          </thead>
          <tbody>
            {stripRows(windows, marks).map(({ time, emotion, probability, positive, turns }) => (
              <tr key={time}>
                <th scope="row">{clockOf(time)}</th>
                <td>
                  <Sounded emotion={emotion} />
                  {turns.map((kind) => (
                    <span key={kind} class="strip-table-turn">
                      <TurnGlyph kind={kind} />
                      {TURN_WORDS[kind]}
                    </span>
                  ))}
                </td>
                <td class="figure">{probability === null ? '–' : percent(probability)}</td>
                <td class="figure">{positive === null ? '–' : percent(positive)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
