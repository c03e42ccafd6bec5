// A small writer of figures as SVG: marks, panels with axes, and one look for light and dark. The colours are those of
// the extension's design tokens; series differ in dash and marker too, so that colour never stands alone.

/** Part of a figure, as SVG text. */
export type Mark = string;

type Attributes = Readonly<Record<string, string | number>>;

/** One element; numbers are rounded to a tenth of a pixel. */
export function mark(name: string, attributes: Attributes, ...children: readonly Mark[]): Mark {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escapeText(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text, escaped. */
export function label(x: number, y: number, words: string, attributes: Attributes = {}): Mark {
  return mark('text', { x, y, ...attributes }, escapeText(words));
}

/** A line through points, in pixels. */
export function path(points: readonly (readonly [x: number, y: number])[], attributes: Attributes): Mark {
  const d = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join('');
  return mark('path', { d, ...attributes });
}

const STYLE = `
svg{color:#131a20;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;font-size:12px}
text{fill:currentColor}.title{font-size:15px;font-weight:600}.panel{font-weight:600}.quiet{fill:#55626d}
.ground{fill:#fbfcfd;stroke:#dfe5e9}.grid{stroke:#dfe5e9}.axis{stroke:#7d8b96}.ideal{stroke:#7d8b96;stroke-dasharray:4 4}
.line{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
.s1{stroke:#0b6580}.s2{stroke:#c57601;stroke-dasharray:7 4}.s3{stroke:#6c0f80;stroke-dasharray:2 4}
.f1{fill:#0b6580}.f2{fill:#c57601}.f3{fill:#6c0f80}.gap{stroke:#b8323c;stroke-width:2}.ring{fill:#fbfcfd;stroke-width:2.25}
.bar{fill:#0b6580;fill-opacity:.16}.ring{stroke-dasharray:none}
@media (prefers-color-scheme:dark){svg{color:#eef3f6}.quiet{fill:#9dabb6}
.ground{fill:#0f1519;stroke:#27323a}.grid{stroke:#27323a}.axis,.ideal{stroke:#6f7f8b}
.s1{stroke:#62c3dd}.s2{stroke:#e8ac00}.s3{stroke:#c98bf0}.f1{fill:#62c3dd}.f2{fill:#e8ac00}.f3{fill:#c98bf0}
.gap{stroke:#ff7d78}.ring{fill:#0f1519}.bar{fill:#62c3dd;fill-opacity:.2}}`;

/** A whole figure. Title and description are what a screen reader says of it. */
export function figure(
  size: { readonly width: number; readonly height: number },
  title: string,
  description: string,
  marks: readonly Mark[],
): string {
  const { width, height } = size;
  return `${mark(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    mark('title', { id: 'title' }, escapeText(title)),
    mark('desc', { id: 'description' }, escapeText(description)),
    mark('style', {}, STYLE),
    mark('rect', { class: 'ground', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10 }),
    label(20, 30, title, { class: 'title' }),
    ...marks.map((part) => `\n${part}`),
  )}\n`;
}

/** Where data is drawn: pixels, and the values at their edges. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly xs: readonly [from: number, to: number];
  readonly ys: readonly [from: number, to: number];
}

/** Pixels of a value. */
export function place({ left, top, width, height, xs, ys }: Panel, x: number, y: number): [number, number] {
  const across = (x - xs[0]) / (xs[1] - xs[0]);
  const up = (y - ys[0]) / (ys[1] - ys[0]);
  return [left + across * width, top + (1 - up) * height];
}

export interface Axis {
  readonly name: string;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** Grid, ticks and names of a panel's axes. */
export function axes(panel: Panel, x: Axis, y: Axis): Mark[] {
  const { left, top, width, height, xs, ys } = panel;
  const bottom = top + height;
  const rows = y.ticks.flatMap((tick) => {
    const [, at] = place(panel, xs[0], tick);
    return [
      mark('line', { class: 'grid', x1: left, x2: left + width, y1: at, y2: at }),
      label(left - 8, at + 4, y.format(tick), { class: 'quiet', 'text-anchor': 'end' }),
    ];
  });
  const columns = x.ticks.map((tick) => {
    const [at] = place(panel, tick, ys[0]);
    return label(at, bottom + 17, x.format(tick), { class: 'quiet', 'text-anchor': 'middle' });
  });
  return [
    ...rows,
    ...columns,
    mark('line', { class: 'axis', x1: left, x2: left + width, y1: bottom, y2: bottom }),
    label(left + width / 2, bottom + 36, x.name, { 'text-anchor': 'middle' }),
    label(left - 4, top - 10, y.name, { 'text-anchor': 'start' }),
  ];
}

/** About `count` round values that cover a range, with the first at or below `from` and the last at or above `to`. */
export function roundTicks(from: number, to: number, count: number): number[] {
  const rough = (to > from ? to - from : 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The filled mark of a series: circle, square or triangle by its number, so that it can be told without colour. */
export function dot(series: number, x: number, y: number, size = 4): Mark {
  const attributes = { class: `f${series}` };
  if (series === 2) {
    return mark('rect', { ...attributes, x: x - size, y: y - size, width: 2 * size, height: 2 * size });
  }
  if (series === 3) {
    const [wide, high] = [1.2 * size, 1.1 * size];
    return path(
      [
        [x, y - high],
        [x + wide, y + high],
        [x - wide, y + high],
      ],
      attributes,
    );
  }
  return mark('circle', { ...attributes, cx: x, cy: y, r: size });
}

/** A row that names series by their line and mark. */
export function legend(x: number, y: number, names: readonly string[]): Mark[] {
  let left = x;
  return names.flatMap((name, i) => {
    const start = left;
    // Text has no measured width here; seven pixels a letter leave room in every face of the list.
    left += 58 + 7 * name.length;
    return [
      path(
        [
          [start, y],
          [start + 28, y],
        ],
        { class: `line s${i + 1}` },
      ),
      dot(i + 1, start + 14, y),
      label(start + 36, y + 4, name),
    ];
  });
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}

function escapeText(words: string): string {
  return words.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '',
  );
}
