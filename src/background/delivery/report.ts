// The report of a call as one OpenTelemetry log record, in the JSON encoding of OTLP/HTTP.
// https://opentelemetry.io/docs/specs/otlp/ and https://opentelemetry.io/docs/specs/otel/logs/data-model/

import type { CallSummary, Gap } from '../../analysis/call/record.ts';

/** Version of the attributes below. It changes whenever an attribute changes its name or meaning. */
const REPORT_VERSION = '1';

/** INFO in the log data model. */
const SEVERITY_INFO = 9;

export type AnyValue =
  | { readonly stringValue: string }
  | { readonly doubleValue: number }
  /** 64 bits, which JSON carries as a string. */
  | { readonly intValue: string };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** ExportLogsServiceRequest of opentelemetry-proto, as far as it is used. */
export interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeLogs: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly logRecords: readonly LogRecord[];
    }[];
  }[];
}

export interface LogRecord {
  /** Nanoseconds since the epoch, as a string. */
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
}

const text = (stringValue: string): AnyValue => ({ stringValue });
const figure = (doubleValue: number): AnyValue => ({ doubleValue });
const whole = (value: number): AnyValue => ({ intValue: String(value) });

/** Values that are null become no attribute. */
function attributesOf(values: Readonly<Record<string, AnyValue | null>>): KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [{ key, value }]));
}

function nanoseconds(ms: number): string {
  return (BigInt(Math.round(ms)) * 1_000_000n).toString();
}

function secondsOf(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * The report of a call that has ended: times, the score with its reasons, and how much of the call the score rests on.
 * It holds no windows, probabilities, notes or corrections, and nothing of the agent.
 *
 * @param version of the extension
 * @param nowMs when the report is made, in milliseconds since the epoch
 */
export function reportOf(
  call: CallSummary & { endedAt: string },
  version: string,
  nowMs: number,
): LogsRequest {
  const { score, interval, verdict, gaps } = call;
  const onHold = gaps.filter(({ cause }) => cause === 'hold');
  const missing = gaps.filter(({ cause }) => cause !== 'hold');
  const record: LogRecord = {
    timeUnixNano: nanoseconds(Date.parse(call.endedAt)),
    observedTimeUnixNano: nanoseconds(nowMs),
    severityNumber: SEVERITY_INFO,
    severityText: 'INFO',
    eventName: 'evenkeel.call.ended',
    body: text(`Call ended: ${verdict}${score === null ? '' : `, score ${score.toFixed(1)} of 10`}`),
    attributes: attributesOf({
      // By OpenTelemetry's conventions, records with the same uid are duplicates: a report may be sent twice.
      'log.record.uid': text(call.id),
      'evenkeel.call.id': text(call.id),
      'evenkeel.call.console': text(call.console),
      'evenkeel.call.source': call.source === undefined ? null : text(call.source),
      'evenkeel.call.reference': call.callReference === null ? null : text(call.callReference),
      'evenkeel.call.started_at': text(call.startedAt),
      'evenkeel.call.ended_at': text(call.endedAt),
      'evenkeel.call.consent': text(call.consent.how),
      'evenkeel.call.seconds': figure(call.seconds),
      'evenkeel.call.speech_seconds': figure(call.speechSeconds),
      'evenkeel.call.hold_seconds': figure(secondsOf(onHold)),
      'evenkeel.call.missing_seconds': figure(secondsOf(missing)),
      'evenkeel.score.verdict': text(verdict),
      'evenkeel.score.value': score === null ? null : figure(score),
      'evenkeel.score.low': interval && figure(interval[0]),
      'evenkeel.score.high': interval && figure(interval[1]),
      ...Object.fromEntries(
        call.reasons.map(({ term, points }) => [`evenkeel.score.points.${term}`, figure(points)]),
      ),
      'evenkeel.score.version': whole(call.scoreVersion),
      'evenkeel.model': text(call.model),
    }),
  };
  return {
    resourceLogs: [
      {
        resource: {
          attributes: attributesOf({ 'service.name': text('evenkeel'), 'service.version': text(version) }),
        },
        scopeLogs: [
          { scope: { name: 'evenkeel.call-report', version: REPORT_VERSION }, logRecords: [record] },
        ],
      },
    ],
  };
}
