import { describe, expect, it } from 'vitest';
import type { ReliabilityBin } from './metrics.ts';
import { type Curve, learningCurvesPlot, reliabilityPlot, riskCoveragePlot } from './plots.ts';
import { label, mark, place, roundTicks } from './svg.ts';

/** Fifteen bins that are right as often as they claim. */
const bins: ReliabilityBin[] = Array.from({ length: 15 }, (_, i) => ({
  from: i / 15,
  to: (i + 1) / 15,
  clips: i < 5 ? 0 : 100,
  confidence: i < 5 ? null : (i + 0.5) / 15,
  accuracy: i < 5 ? null : (i + 0.5) / 15,
}));
const points = Array.from({ length: 20 }, (_, i) => ({
  coverage: (i + 1) / 20,
  confidence: 1 - i / 20,
  accuracy: 1 - i / 60,
  uar: 1 - i / 60,
}));
const notSure = { below: 0.45, coverage: 0.9, accuracy: 0.72, uar: 0.7, accuracyWithheld: 0.3 };
const curve: Curve[] = [1, 2, 3].map((epoch) => ({
  epoch,
  trainLoss: 2 / epoch,
  trainAccuracy: epoch / 4,
  developmentLoss: 2.1 / epoch,
  developmentAccuracy: [0.4, 0.6, 0.5][epoch - 1] ?? 0,
}));

const plots = {
  reliability: reliabilityPlot('cnn', [{ condition: 'clean', bins }]),
  'risk-coverage': riskCoveragePlot('cnn', [{ condition: 'phone', points, notSure }]),
  'learning curves': learningCurvesPlot('cnn', curve),
};

describe.each(Object.entries(plots))('the plot of %s', (_, svg) => {
  it('is one well-formed SVG that says in words what it shows', () => {
    const opened = [...svg.matchAll(/<([a-z]+)[^>]*?(\/?)>/g)];
    const open = opened.filter(([, , closed]) => closed === '').map(([, name]) => name);
    expect(open.sort()).toEqual([...svg.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name).sort());
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title description"/);
    expect(svg).toMatch(/<title id="title">cnn: .+<\/title><desc id="description">.{40,}<\/desc>/);
  });

  it('has a look for dark and one for light', () => {
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).toContain('currentColor');
  });

  it('draws nothing that is not a number, and nothing outside itself', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    for (const [, key, value] of svg.matchAll(/ (x|y|x1|x2|y1|y2|cx|cy)="([^"]+)"/g)) {
      expect(Number(value)).toBeGreaterThanOrEqual(0);
      expect(Number(value)).toBeLessThanOrEqual(key?.includes('x') ? width : height);
    }
  });
});

describe('the plots', () => {
  it('draw a gap only between a confidence and another accuracy', () => {
    expect(plots.reliability.match(/class="gap"/g)).toHaveLength(10);
    expect(plots.reliability).toContain('at 97 % on average, it is right 97 % of the time');
  });

  it('leave bins of a few clips to the histogram', () => {
    const few = bins.map((bin) => ({ ...bin, clips: Math.min(bin.clips, 9) }));
    expect(reliabilityPlot('cnn', [{ condition: 'clean', bins: few }])).not.toContain('class="gap"');
  });

  it('mark the threshold of "not sure" where there is one', () => {
    expect(plots['risk-coverage']).toContain('&quot;not sure&quot; below 45 %');
    const without = riskCoveragePlot('cnn', [{ condition: 'phone', points, notSure: undefined }]);
    expect(without).not.toContain('<circle class="ring');
  });

  it('mark the best epoch on development actors', () => {
    expect(plots['learning curves']).toContain('epoch 2, with the best accuracy on development actors, 60 %');
  });

  it('show training alone where no actors were set aside', () => {
    const alone = curve.map((point) => ({ ...point, developmentLoss: null, developmentAccuracy: null }));
    const svg = learningCurvesPlot('cnn', alone);
    expect(svg).toContain('No actors were set aside');
    expect(svg).not.toMatch(/NaN|<circle class="ring/);
  });

  it('survive a single epoch', () => {
    expect(learningCurvesPlot('cnn', curve.slice(0, 1))).not.toMatch(/NaN|Infinity/);
  });
});

describe('svg', () => {
  it('escapes words', () => {
    expect(label(1, 2, 'a < b & "c"')).toBe('<text x="1" y="2">a &lt; b &amp; &quot;c&quot;</text>');
    expect(mark('g', { id: '"' })).toBe('<g id="&quot;"/>');
  });

  it('puts the low values of a panel at the lower left', () => {
    const panel = { left: 10, top: 20, width: 100, height: 50, xs: [0, 1], ys: [0.5, 1] } as const;
    expect(place(panel, 0, 0.5)).toEqual([10, 70]);
    expect(place(panel, 1, 1)).toEqual([110, 20]);
    expect(place(panel, 0.5, 0.75)).toEqual([60, 45]);
  });

  it.each([
    [0.62, 1, 5, [0.6, 0.7, 0.8, 0.9, 1]],
    [0.3, 2.3, 5, [0, 0.5, 1, 1.5, 2, 2.5]],
    [1, 30, 5, [0, 10, 20, 30]],
    [5, 5, 5, [5, 5.2]],
  ])('finds round ticks from %d to %d', (from, to, count, ticks) => {
    expect(roundTicks(from, to, count)).toEqual(ticks);
  });
});
