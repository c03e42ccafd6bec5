// Draws the three figures of a model: how right its confidence is, what saying "not sure" gains, and how its training
// went.

import type { Condition } from '../sound/conditions.ts';
import type { ReliabilityBin } from './metrics.ts';
import type { CoveragePoint, ThresholdFigures } from './risk-coverage.ts';
import {
  axes,
  dot,
  figure,
  label,
  legend,
  type Mark,
  mark,
  type Panel,
  path,
  place,
  roundTicks,
} from './svg.ts';
import { percent, titleOfCondition } from './words.ts';

/** One epoch of training: losses in nats, accuracies as fractions of 1; null where there are no development actors. */
export interface Curve {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly developmentLoss: number | null;
  readonly developmentAccuracy: number | null;
}

/** Bins with fewer clips stand in the histogram only: how often they are right is chance. */
const LEAST_BIN_CLIPS = 10;

/** What the reliability diagram needs of one condition. */
export interface Reliability {
  readonly condition: Condition;
  readonly bins: readonly ReliabilityBin[];
}

/** Reliability diagram (DeGroot and Fienberg 1983), a panel for each condition, with how many clips fall in each bin. */
export function reliabilityPlot(name: string, conditions: readonly Reliability[]): string {
  const panelWidth = 260;
  const marks = conditions.flatMap(({ condition, bins }, i) => {
    const panel: Panel = {
      left: 66 + i * panelWidth,
      top: 92,
      width: 190,
      height: 190,
      xs: [0, 1],
      ys: [0, 1],
    };
    return reliabilityPanel(panel, titleOfCondition(condition), bins);
  });
  const described = conditions.map(({ condition, bins }) => {
    const filled = bins.filter((bin) => bin.clips >= LEAST_BIN_CLIPS);
    const top = filled.at(-1);
    return `${titleOfCondition(condition)}: where it is most confident, at ${percent(top?.confidence ?? 0)} on average, it is right ${percent(top?.accuracy ?? 0)} of the time.`;
  });
  return figure(
    { width: 26 + conditions.length * panelWidth, height: 402 },
    `${name}: how far its confidence can be trusted`,
    `For each of fifteen bins of confidence, how often the answer was right. On the diagonal both agree. ${described.join(' ')}`,
    marks,
  );
}

function reliabilityPanel(panel: Panel, title: string, bins: readonly ReliabilityBin[]): Mark[] {
  const total = bins.reduce((sum, bin) => sum + bin.clips, 0);
  const most = Math.max(1, ...bins.map((bin) => bin.clips));
  const histogram: Panel = { ...panel, top: panel.top + 240, height: 34, ys: [0, most] };
  const filled = bins.flatMap(({ from, to, clips, confidence, accuracy }) =>
    confidence === null || accuracy === null || clips < LEAST_BIN_CLIPS
      ? []
      : [{ from, to, clips, confidence, accuracy }],
  );
  const column = (on: Panel, from: number, to: number, value: number) => {
    const [x, y] = place(on, from, value);
    const [right, bottom] = place(on, to, 0);
    return mark('rect', { class: 'bar', x: x + 0.75, y, width: right - x - 1.5, height: bottom - y });
  };
  const share = { name: '', ticks: [0, 0.25, 0.5, 0.75, 1], format: percent };
  return [
    label(panel.left - 4, panel.top - 30, title, { class: 'panel' }),
    ...axes(
      panel,
      { ...share, ticks: [0, 0.5, 1], name: 'Confidence' },
      { ...share, name: 'Answers that are right' },
    ),
    path([place(panel, 0, 0), place(panel, 1, 1)], { class: 'ideal' }),
    ...filled.map((bin) => column(panel, bin.from, bin.to, bin.accuracy)),
    ...filled.map(({ confidence, accuracy }) =>
      path([place(panel, confidence, confidence), place(panel, confidence, accuracy)], { class: 'gap' }),
    ),
    ...filled.map(({ confidence, accuracy, clips }) =>
      dot(1, ...place(panel, confidence, accuracy), 2 + 3 * Math.sqrt(clips / most)),
    ),
    ...bins.map((bin) => column(histogram, bin.from, bin.to, bin.clips)),
    label(panel.left, histogram.top + histogram.height + 18, `Clips by confidence, ${total} in all`, {
      class: 'quiet',
    }),
  ];
}

/** What the risk-coverage diagram needs of one condition. */
export interface Coverage {
  readonly condition: Condition;
  readonly points: readonly CoveragePoint[];
  readonly notSure: ThresholdFigures | undefined;
}

/** How often answers are right when only the most confident are given, a line for each condition (three at most). */
export function riskCoveragePlot(name: string, conditions: readonly Coverage[]): string {
  const least = Math.min(...conditions.flatMap(({ points }) => points.map((point) => point.accuracy)));
  const ticks = roundTicks(Math.min(0.9, least), 1, 5);
  const panel: Panel = { left: 66, top: 112, width: 520, height: 240, xs: [0, 1], ys: [ticks[0] ?? 0, 1] };
  const lines = conditions.flatMap(({ points, notSure }, i) => {
    const line = points.map((point) => place(panel, point.coverage, point.accuracy));
    const series = i + 1;
    const threshold =
      notSure === undefined || notSure.accuracy === null
        ? []
        : [ring(series, ...place(panel, notSure.coverage, notSure.accuracy))];
    const ends = line.slice(-1).map(([x, y]) => dot(series, x, y));
    return [path(line, { class: `line s${series}` }), ...ends, ...threshold];
  });
  const below = conditions.find(({ notSure }) => notSure !== undefined)?.notSure?.below;
  const note =
    below === undefined ? '' : `Ring: answers given when the panel says "not sure" below ${percent(below)}.`;
  const described = conditions.map(({ condition, points }) => {
    const all = points.at(-1)?.accuracy ?? 0;
    const half = points.find((point) => point.coverage >= 0.499)?.accuracy ?? 0;
    return `${titleOfCondition(condition)}: ${percent(all)} of all answers are right, ${percent(half)} of the more confident half.`;
  });
  return figure(
    { width: 610, height: 436 },
    `${name}: what saying "not sure" gains`,
    `Share of the answers that are right, when only the most confident clips are answered. ${described.join(' ')} ${note}`.trim(),
    [
      ...legend(
        66,
        60,
        conditions.map(({ condition }) => titleOfCondition(condition)),
      ),
      ...axes(
        panel,
        { name: 'Share of the clips that are answered', ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], format: percent },
        { name: 'Answers that are right', ticks, format: percent },
      ),
      ...lines,
      label(66, 416, note, { class: 'quiet' }),
    ],
  );
}

/**
 * Loss and accuracy by epoch, in training and, where there are any, on development actors.
 * @param curve epochs in their order, at least one
 */
export function learningCurvesPlot(name: string, curve: readonly Curve[]): string {
  const first = curve[0]?.epoch ?? 0;
  const epochs = [first, Math.max(curve.at(-1)?.epoch ?? 0, first + 1)] as const;
  const epochTicks = roundTicks(...epochs, 5).filter((tick) => tick >= epochs[0] && tick <= epochs[1]);
  const developed = curve.flatMap(({ epoch, developmentLoss: loss, developmentAccuracy: accuracy }) =>
    loss === null || accuracy === null ? [] : [{ epoch, loss, accuracy }],
  );
  const trained = curve.map((point) => ({ ...point, loss: point.trainLoss, accuracy: point.trainAccuracy }));
  const best = developed.reduce<(typeof developed)[number] | undefined>(
    (top, point) => (top === undefined || point.accuracy > top.accuracy ? point : top),
    undefined,
  );
  const panels = [
    { key: 'loss', title: 'Loss, nats', format: String },
    { key: 'accuracy', title: 'Accuracy', format: percent },
  ] as const;
  const marks = panels.flatMap(({ key, title, format }, i) => {
    const values = [...trained, ...developed].map((point) => point[key]);
    const ticks = roundTicks(Math.min(...values), Math.max(...values), 5);
    const ys = [ticks[0] ?? 0, ticks.at(-1) ?? 1] as const;
    const panel: Panel = { left: 66 + i * 330, top: 112, width: 250, height: 200, xs: epochs, ys };
    const line = (points: typeof developed) => points.map((point) => place(panel, point.epoch, point[key]));
    return [
      ...axes(panel, { name: 'Epoch', ticks: epochTicks, format: String }, { name: title, ticks, format }),
      path(line(trained), { class: 'line s2' }),
      ...(best === undefined
        ? []
        : [path(line(developed), { class: 'line s1' }), ring(1, ...place(panel, best.epoch, best[key]))]),
    ];
  });
  const note =
    best === undefined
      ? 'No actors were set aside for development.'
      : `Ring: epoch ${best.epoch}, with the best accuracy on development actors, ${percent(best.accuracy)}.`;
  return figure(
    { width: 670, height: 390 },
    `${name}: how training went`,
    `Loss and accuracy over ${curve.length} epochs, in training and on development actors. ${note}`,
    [
      ...legend(66, 60, ['Development actors', 'Training']),
      ...marks,
      label(66, 372, note, { class: 'quiet' }),
    ],
  );
}

/** A point of a line that the note below names. */
function ring(series: number, x: number, y: number): Mark {
  return mark('circle', { class: `ring s${series}`, cx: x, cy: y, r: 6 });
}
