// Two calls on one time axis: their scores in one plot, their emotions one above the other.

import './call-chart.css';
import './compare-chart.css';
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Gap } from '../../analysis/call/record.ts';
import { HOP_SECONDS } from '../../analysis/call/timing.ts';
import { clockOf } from '../format.ts';
import { EmotionLegend } from '../strip/emotion-legend.tsx';
import { Plot } from '../strip/plot.tsx';
import type { StripTheme } from '../strip/strip-theme.ts';
import { withAlpha } from '../strip/valence-plot.ts';
import { type Turn, turnsOf } from '../turning-point-words.ts';
import { backgroundOf } from './call-background.ts';
import { type CallBackground, callSlots, momentAt, momentWords } from './call-data.ts';
import { CallLetter } from './call-letter.tsx';
import { type CallPlotContext, emotionsOptions, plotEmotions, scoreOptions } from './call-plots.ts';
import { scoresTogether } from './compare-model.ts';
import { MomentSlider } from './moment-slider.tsx';
import type { OpenCall } from './review-model.ts';
import { usePlotGroup } from './use-plot-group.ts';

export interface CompareChartProps {
  readonly a: OpenCall;
  readonly b: OpenCall;
}

/** How the second call's line is told from the first one's: by its dashes, not by colour alone. In CSS pixels. */
const DASH = [7, 4];
const BAND_ALPHA = { a: 0.22, b: 0.12 } as const;

export function CompareChart({ a, b }: CompareChartProps) {
  const longer = Math.max(a.record.seconds, b.record.seconds);
  // Both as long as the longer one, so that the same moment is in the same place.
  const slotsA = useMemo(() => callSlots(a.record.windows, longer), [a.record, longer]);
  const slotsB = useMemo(() => callSlots(b.record.windows, longer), [b.record, longer]);
  const backgroundA = useMemo(() => backgroundOf(a, slotsA), [a, slotsA]);
  const backgroundB = useMemo(() => backgroundOf(b, slotsB), [b, slotsB]);
  const end = slotsA.length * HOP_SECONDS;
  const [moment, setMoment] = useState(0);
  const { context, show, readTheme } = usePlotGroup(moment);
  const contextOf = (turns: readonly Turn[], gaps: readonly Gap[]): CallPlotContext => ({
    ...context,
    gaps,
    seconds: end,
    turns,
    onHover: () => {},
    onPick: setMoment,
    onView: show,
  });
  const scores = useMemo(
    () =>
      scoresTogether(
        [
          { ...a, seconds: a.record.seconds, gaps: backgroundA.gaps },
          { ...b, seconds: b.record.seconds, gaps: backgroundB.gaps },
        ],
        end,
      ),
    [a, b, backgroundA, backgroundB, end],
  );
  const [emotionsA, emotionsB] = useMemo(
    () => [plotEmotions(slotsA), plotEmotions(slotsB)],
    [slotsA, slotsB],
  );
  const words = {
    a: wordsAt(moment, slotsA, a, backgroundA),
    b: wordsAt(moment, slotsB, b, backgroundB),
  };

  return (
    <section class="chart compare-chart" aria-labelledby="compare-chart-heading">
      <h3 class="heading" id="compare-chart-heading">
        The score over both calls, from the beginning of each
      </h3>
      <p class="compare-key" aria-hidden="true">
        <span>
          <CallLetter letter="A" /> whole line
        </span>
        <span>
          <CallLetter letter="B" /> dashed line
        </span>
      </p>
      <Plot
        class="compare-scores"
        options={() => ({ ...scoreOptions(contextOf([], [])), ...twoScores(context.theme) })}
        data={scores}
        onTheme={readTheme}
      />
      <h3 class="heading compare-name">
        <CallLetter letter="A" /> How the customer sounded
      </h3>
      <Plot
        class="compare-emotions"
        options={() => emotionsOptions(contextOf(turnsOf(a.record.turningPoints), backgroundA.gaps))}
        data={emotionsA}
        onTheme={readTheme}
      />
      <h3 class="heading compare-name">
        <CallLetter letter="B" /> How the customer sounded
      </h3>
      <Plot
        class="compare-emotions"
        options={() => emotionsOptions(contextOf(turnsOf(b.record.turningPoints), backgroundB.gaps))}
        data={emotionsB}
        onTheme={readTheme}
      />
      <MomentSlider
        label="Moment of both calls"
        moment={moment}
        last={end}
        words={`A: ${words.a}. B: ${words.b}`}
        testId="compare-moment"
        onMoment={setMoment}
      />
      <div class="compare-readout" aria-hidden="true">
        <p>
          <CallLetter letter="A" /> {words.a}
        </p>
        <p>
          <CallLetter letter="B" /> {words.b}
        </p>
      </div>
      <EmotionLegend />
    </section>
  );
}

function wordsAt(
  moment: number,
  slots: ReturnType<typeof callSlots>,
  { record, scoreOverTime }: OpenCall,
  background: CallBackground,
): string {
  return moment > record.seconds
    ? `${clockOf(moment)}: the call is over`
    : momentWords(momentAt(moment, slots, scoreOverTime, background));
}

/** Series and bands for the lines of `scoresTogether`. */
function twoScores(theme: () => StripTheme): Pick<uPlot.Options, 'series' | 'bands'> {
  const unseen: uPlot.Series = { width: 0, points: { show: false } };
  return {
    series: [
      {},
      unseen,
      unseen,
      { stroke: () => theme().accent, width: 2.5, points: { show: false } },
      unseen,
      unseen,
      { stroke: () => theme().text, width: 2, dash: DASH, points: { show: false } },
    ],
    bands: [
      { series: [1, 2], fill: () => withAlpha(theme().accent, BAND_ALPHA.a) },
      { series: [4, 5], fill: () => withAlpha(theme().text, BAND_ALPHA.b) },
    ],
  };
}
