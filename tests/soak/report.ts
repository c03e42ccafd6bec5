// What a shift measured, whether it is as it should be, and how that reads.

/** Memory may grow by less than this share after the first hour. */
export const MEMORY_GROWTH_LIMIT = 0.05;
/** A second of sound may cost this share more at the end than after the first hour: other work on the machine is felt. */
export const CPU_GROWTH_LIMIT = 0.25;

/** An eighth of the shift. */
export interface HourFigures {
  /** Heap and buffers after a garbage collection, when no call runs. */
  readonly memoryMb: number;
  /** Processor seconds for a second of sound: in real time, the share of one core. */
  readonly cpuShare: number;
}

export interface ShiftReport {
  readonly machine: string;
  /** Which engine heard it: the model that ships, or the scripted one of the tests. */
  readonly engine: 'model' | 'scripted';
  readonly pace: 'real-time' | 'as-fast-as-it-goes';
  readonly calls: number;
  readonly callSeconds: number;
  /** Calls that left no complete record with an end. */
  readonly missedCalls: number;
  readonly windowsDue: number;
  readonly windowsLost: number;
  /** Seconds that records call a gap. */
  readonly gapSeconds: number;
  /** The eight hours, in their order. */
  readonly hours: readonly HourFigures[];
}

/**
 * By how much a figure grows from the first to the last of these hours, as a share of the first: along the line that
 * fits them best, so that what a single collection left over is no trend.
 */
function growthOf(figure: keyof HourFigures, hours: readonly HourFigures[]): number {
  const middle = (hours.length - 1) / 2;
  const mean = hours.reduce((sum, hour) => sum + hour[figure], 0) / hours.length;
  const covariance = hours.reduce((sum, hour, i) => sum + (i - middle) * (hour[figure] - mean), 0);
  const slope = covariance / hours.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return (slope * (hours.length - 1)) / (mean - slope * middle);
}

export const memoryGrowth = ({ hours }: ShiftReport): number => growthOf('memoryMb', hours);
/** From the second hour: the first one also pays for compiling. */
export const cpuGrowth = ({ hours }: ShiftReport): number => growthOf('cpuShare', hours.slice(1));

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What is not as it should be, in sentences; empty when all is well. */
export function complaintsOf(report: ShiftReport): string[] {
  const { missedCalls, windowsLost, windowsDue, gapSeconds } = report;
  const [memory, cpu] = [memoryGrowth(report), cpuGrowth(report)];
  return [
    ...(missedCalls > 0 ? [`${missedCalls} of ${report.calls} calls left no complete record.`] : []),
    ...(windowsLost > 0 ? [`${windowsLost} of ${windowsDue} windows were lost.`] : []),
    ...(gapSeconds > 0 ? [`Records have gaps of ${gapSeconds} seconds.`] : []),
    // Also where it is no number.
    ...(memory < MEMORY_GROWTH_LIMIT ? [] : [`Memory grew by ${percent(memory)} after the first hour.`]),
    ...(cpu < CPU_GROWTH_LIMIT ? [] : [`A second of sound cost ${percent(cpu)} more at the end.`]),
  ];
}

const ENGINES = { model: 'the model that ships, WASM on one thread', scripted: 'a scripted engine' } as const;
const PACES = {
  'real-time': 'in real time',
  'as-fast-as-it-goes': 'as fast as the engine goes',
} as const;

/** The figures as rows of two columns. */
export function shiftRows(report: ShiftReport): readonly (readonly [string, string])[] {
  const of = (pick: (hour: HourFigures) => string) => report.hours.map(pick).join(', ');
  return [
    ['shift', `${report.calls} calls of ${report.callSeconds} s, ${PACES[report.pace]}`],
    ['engine', ENGINES[report.engine]],
    ['machine', report.machine],
    ['calls without a complete record', `${report.missedCalls}`],
    ['windows lost', `${report.windowsLost} of ${report.windowsDue}`],
    ['gaps in records', `${report.gapSeconds} s`],
    ['memory by eighths of the shift', `${of(({ memoryMb }) => memoryMb.toFixed(1))} MB`],
    [
      'memory after the first eighth',
      `${memoryGrowth(report) < 0 ? '' : '+'}${percent(memoryGrowth(report))}`,
    ],
    ['processor time of a second of sound', `${of(({ cpuShare }) => (1000 * cpuShare).toFixed(0))} ms`],
  ];
}

/** The figures as a table in Markdown. */
export function shiftTable(report: ShiftReport): string {
  return ['| | |', '|---|---|', ...shiftRows(report).map(([name, value]) => `| ${name} | ${value} |`)].join(
    '\n',
  );
}
