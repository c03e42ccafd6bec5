// The strip as a table, for whoever reads figures rather than areas.

import { useState } from 'preact/hooks';
import type { AnalysedWindow } from '../../call/record.ts';
import { clockOf, percent } from '../format.ts';
import { MoodGlyph } from '../glyphs.tsx';
import { EMOTION_WORDS } from '../words.ts';
import { stripRows } from './strip-summary.ts';

export function StripTable({ windows }: { readonly windows: readonly AnalysedWindow[] }) {
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
            {stripRows(windows).map(({ time, emotion, probability, positive }) => (
              <tr key={time}>
                <th scope="row">{clockOf(time)}</th>
                <td>
                  {emotion ? (
                    <span class="legend-entry" data-emotion={emotion}>
                      <MoodGlyph mood={emotion} />
                      {EMOTION_WORDS[emotion]}
                    </span>
                  ) : (
                    <span class="muted">Silence</span>
                  )}
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
