// Two calls side by side: their scores, their courses on equal axes, and what differs.

import './call-view.css';
import './compare.css';
import { useMemo } from 'preact/hooks';
import { ScoreFigure } from '../score-figure.tsx';
import { ScoreScale } from '../score-scale.tsx';
import { VerdictMark } from '../verdict-mark.tsx';
import { backgroundOf } from './call-background.ts';
import { callSlots } from './call-data.ts';
import { CallLetter, type Letter } from './call-letter.tsx';
import { callWords } from './call-words.ts';
import { CompareChart } from './compare-chart.tsx';
import { type ComparisonRow, compareCalls } from './compare-model.ts';
import { PrintButton } from './print-button.tsx';
import type { OpenCall } from './review-model.ts';

export interface CompareProps {
  readonly a: OpenCall;
  readonly b: OpenCall;
  readonly onOther: () => void;
  /** Null where calls may not leave this page. */
  readonly onPrint: (() => void) | null;
  readonly onClose: () => void;
}

export function Compare({ a, b, onOther, onPrint, onClose }: CompareProps) {
  const { sentence, cautions, rows } = compareCalls(a.record, b.record);
  return (
    <article class="call-view compare" aria-labelledby="compare-heading" data-testid="compared">
      <header class="call-head">
        <h2 class="call-title" id="compare-heading">
          Two calls side by side
        </h2>
        <div class="call-actions">
          <button type="button" class="button quiet" onClick={onOther}>
            Compare with another
          </button>
          <PrintButton onPrint={onPrint} />
          <button type="button" class="button quiet" data-testid="compare-close" onClick={onClose}>
            Back to call A
          </button>
        </div>
      </header>
      <div class="compare-calls">
        <Head letter="A" call={a} />
        <Head letter="B" call={b} />
      </div>
      <div class="compare-words">
        <p class="compare-sentence" data-testid="compare-sentence">
          {sentence}
        </p>
        {cautions.map((caution) => (
          <p key={caution}>{caution}</p>
        ))}
        <p class="muted">
          A score is of a call, not of a person: customers bring different troubles to different calls.
        </p>
      </div>
      <CompareChart a={a} b={b} />
      <Differences rows={rows} />
    </article>
  );
}

function Head({ letter, call }: { readonly letter: Letter; readonly call: OpenCall }) {
  const { title, subtitle, record, levels } = call;
  const sentences = useMemo(() => {
    const slots = callSlots(record.windows, record.seconds);
    return callWords(record, slots, backgroundOf({ record, levels }, slots));
  }, [record, levels]);
  return (
    <section class="compare-call" aria-labelledby={`compare-${letter}`}>
      <div>
        <h3 class="compare-title" id={`compare-${letter}`}>
          <CallLetter letter={letter} />
          <span>{title}</span>
        </h3>
        <p class="muted">
          {subtitle}
          {'callReference' in record && record.callReference !== null && ` · Case ${record.callReference}`}
        </p>
      </div>
      <div>
        <div class="headline-score">
          <ScoreFigure score={record.score} />
          <VerdictMark verdict={record.verdict} running={false} />
        </div>
        <ScoreScale score={record.score} interval={record.interval} />
      </div>
      <p>{sentences.join(' ')}</p>
    </section>
  );
}

function Differences({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is narrow the table is wider, and scrolls.
    <section class="compare-differences" aria-labelledby="differences-heading" tabIndex={0}>
      <h3 class="heading" id="differences-heading">
        What differs
      </h3>
      <table class="compare-table">
        <thead>
          <tr>
            <td />
            <th scope="col">
              <CallLetter letter="A" />
            </th>
            <th scope="col">
              <CallLetter letter="B" />
            </th>
            <th scope="col">B against A</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, a, b, difference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{a}</td>
              <td>{b}</td>
              <td>{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
