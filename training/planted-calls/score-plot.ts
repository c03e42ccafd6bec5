// The figure of the planted-call bench: every call's score against what it should be, ours beside the report's rule.

import { axes, dot, figure, label, type Mark, type Panel, path, place } from '../evaluation/svg.ts';
import type { ConditionFigures, ScoreDocument } from './score-document.ts';

const TICKS = [1, 4, 7, 10];

/** The plot of the telephone condition. */
export function scorePlot({ conditions }: ScoreDocument): string {
  const { phone } = conditions;
  const panels = [
    { title: 'This score', of: 'score', figures: phone },
    { title: "The original report's rule", of: 'classic', figures: phone.classic },
  ] as const;
  const marks = panels.flatMap(({ title, of, figures }, i) => {
    const panel: Panel = { left: 66 + i * 330, top: 112, width: 260, height: 260, xs: [1, 10], ys: [1, 10] };
    return scatterPanel(panel, title, figures, phone.scatter, of);
  });
  const words = panels.map(
    ({ title, figures }) =>
      `${title}: rank correlation ${figures.spearman.toFixed(2)}, ${(100 * figures.pairwiseOrder).toFixed(0)} % of the pairs two points apart in the right order.`,
  );
  return figure(
    { width: 690, height: 440 },
    `${phone.calls} planted calls over the telephone: the score and the truth`,
    `Every dot is a call: its true score across, the score it was given up. On the diagonal both agree. ${words.join(' ')}`,
    marks,
  );
}

function scatterPanel(
  panel: Panel,
  title: string,
  { spearman, pairwiseOrder }: { readonly spearman: number; readonly pairwiseOrder: number },
  scatter: ConditionFigures['scatter'],
  of: 'score' | 'classic',
): Mark[] {
  const axis = { ticks: TICKS, format: String };
  return [
    label(panel.left - 4, panel.top - 48, title, { class: 'panel' }),
    label(
      panel.left - 4,
      panel.top - 31,
      `rank correlation ${spearman.toFixed(2)}, pairs in order ${(100 * pairwiseOrder).toFixed(0)} %`,
      { class: 'quiet' },
    ),
    ...axes(panel, { ...axis, name: 'True score' }, { ...axis, name: 'Score given' }),
    path([place(panel, 1, 1), place(panel, 10, 10)], { class: 'ideal' }),
    ...scatter.map((call) => dot(1, ...place(panel, call.oracle, call[of]), 2.5)),
  ];
}
