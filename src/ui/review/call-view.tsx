// One call in full: score, reasons, course, and what it was in words and figures.

import './call-view.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Annotations, CallRecord, Note } from '../../analysis/call/record.ts';
import { CaseReference } from '../case-reference.tsx';
import { Confirm } from '../confirm.tsx';
import { clockOf, scoreFigure, spokenDuration } from '../format.ts';
import { Reasons } from '../reasons.tsx';
import { ScoreFigure } from '../score-figure.tsx';
import { ScoreScale } from '../score-scale.tsx';
import { TabAudioNote } from '../tab-audio-note.tsx';
import { turnsOf } from '../turning-point-words.ts';
import { VerdictMark } from '../verdict-mark.tsx';
import { backgroundOf } from './call-background.ts';
import { CallChart } from './call-chart.tsx';
import { callSlots } from './call-data.ts';
import { CallTable } from './call-table.tsx';
import { callWords } from './call-words.ts';
import { CorrectionField } from './correction-field.tsx';
import { Notes } from './notes.tsx';
import { PrintButton } from './print-button.tsx';
import type { OpenCall } from './review-model.ts';

export interface CallExports {
  readonly onJson: () => void;
  readonly onCsv: () => void;
  readonly onPrint: () => void;
}

export interface CallViewProps {
  readonly call: OpenCall;
  /** Null where calls may not leave this page. */
  readonly exports: CallExports | null;
  /** Asks for a second call to lay beside it. */
  readonly onCompare: () => void;
  /** For a stored call. Resolves when it is stored. */
  readonly onAnnotate: (change: (annotations: Annotations) => Annotations) => Promise<void>;
  readonly onDelete: () => void;
}

export function CallView(props: CallViewProps) {
  const { call, exports, onCompare, onAnnotate, onDelete } = props;
  const { record, scoreOverTime, stored, audio, levels, title, subtitle } = call;
  const { seconds, windows, score, interval, verdict, reasons, classicScore, model } = record;
  const slots = useMemo(() => callSlots(windows, seconds), [windows, seconds]);
  const background = useMemo(() => backgroundOf({ record, levels }, slots), [record, levels, slots]);
  const [moment, setMoment] = useState(0);
  const player = useRef<HTMLAudioElement>(null);
  return (
    <article class="call-view" aria-labelledby="call-heading" data-testid="call">
      <header class="call-head">
        <div>
          <h2 class="call-title" id="call-heading">
            {title}
          </h2>
          <p class="muted">
            {subtitle} · <span aria-hidden="true">{clockOf(seconds)}</span>
            <span class="visually-hidden">Length: {spokenDuration(seconds)}</span>
          </p>
          {'source' in record && <TabAudioNote source={record.source} />}
          <CallCase call={call} onAnnotate={onAnnotate} />
        </div>
        <div class="call-actions">
          {exports && (
            <>
              <button type="button" class="button quiet" onClick={exports.onJson} data-testid="export-json">
                Export JSON
              </button>
              <button type="button" class="button quiet" onClick={exports.onCsv} data-testid="export-csv">
                Export CSV
              </button>
            </>
          )}
          <button type="button" class="button quiet" onClick={onCompare} data-testid="compare">
            Compare
          </button>
          <PrintButton onPrint={exports?.onPrint ?? null} />
        </div>
      </header>
      <div class="call-score">
        <div>
          <div class="headline-score">
            <ScoreFigure score={score} />
            <VerdictMark verdict={verdict} running={false} />
          </div>
          <ScoreScale score={score} interval={interval} />
        </div>
        {reasons.length > 0 && <Reasons reasons={reasons} />}
      </div>
      {audio && <Player file={audio} reference={player} onTime={setMoment} />}
      <CallChart
        slots={slots}
        scoreOverTime={scoreOverTime}
        {...background}
        seconds={seconds}
        turns={turnsOf(record.turningPoints)}
        moment={moment}
        onMoment={(time) => {
          setMoment(time);
          if (player.current) player.current.currentTime = time;
        }}
      />
      <section class="call-words" aria-label="The call in words" data-testid="sentences">
        {callWords(record, slots, background).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      {stored?.endedAt && (
        <StoredPart
          call={stored}
          moment={moment}
          onMoment={setMoment}
          onAnnotate={(change) => {
            // The page itself tells what the browser refuses.
            onAnnotate(change).catch(() => {});
          }}
          onDelete={onDelete}
        />
      )}
      {stored === null && 'notes' in record && record.notes.length > 0 && (
        <Notes notes={record.notes} moment={moment} onMoment={setMoment} editing={null} />
      )}
      <CallTable slots={slots} scoreOverTime={scoreOverTime} {...background} />
      <footer class="call-foot muted">
        <p>
          {classicScore !== null && <>Original report’s score: {scoreFigure(classicScore)} · </>}
          Model {model}, score version {record.scoreVersion}
        </p>
      </footer>
    </article>
  );
}

/** The reference to the call's case: a field where the call is stored here and over, else text. */
function CallCase({ call: { record, stored }, onAnnotate }: Pick<CallViewProps, 'call' | 'onAnnotate'>) {
  if (stored?.endedAt) {
    const write = (callReference: string | null) => onAnnotate((now) => ({ ...now, callReference }));
    return <CaseReference reference={stored.callReference} onChange={write} />;
  }
  if (!('callReference' in record) || record.callReference === null) return null;
  return <p class="muted">Case {record.callReference}</p>;
}

interface StoredPartProps extends Pick<CallViewProps, 'onDelete'> {
  readonly onAnnotate: (change: (annotations: Annotations) => Annotations) => void;
  readonly call: CallRecord;
  readonly moment: number;
  readonly onMoment: (time: number) => void;
}

/** Actions on a stored call that is over: while it runs, only the live call writes its record. */
function StoredPart({ call, moment, onMoment, onAnnotate, onDelete }: StoredPartProps) {
  const { windows, notes, corrections } = call;
  return (
    <>
      <CorrectionField
        windows={windows}
        corrections={corrections}
        moment={moment}
        onCorrect={(correction) =>
          onAnnotate((now) => ({
            ...now,
            corrections: [...without(now.corrections, correction.start), correction],
          }))
        }
        onWithdraw={(start) =>
          onAnnotate((now) => ({ ...now, corrections: without(now.corrections, start) }))
        }
      />
      <Notes
        notes={notes}
        moment={moment}
        onMoment={onMoment}
        editing={{
          onAdd: (note) =>
            onAnnotate((now) => ({ ...now, notes: [...now.notes, note].sort((a, b) => a.time - b.time) })),
          onDelete: (note) =>
            onAnnotate((now) => ({ ...now, notes: now.notes.filter((other) => !isSame(other, note)) })),
        }}
      />
      <div class="call-delete">
        <Confirm
          label="Delete this call"
          question="Delete this call on this machine? This can’t be undone."
          confirmLabel="Delete it"
          cancelLabel="Keep it"
          testId="delete-call"
          onConfirm={onDelete}
        />
      </div>
    </>
  );
}

function isSame(a: Note, b: Note): boolean {
  return a.time === b.time && a.text === b.text && a.author === b.author;
}

function without(corrections: CallRecord['corrections'], start: number): CallRecord['corrections'] {
  return corrections.filter((correction) => correction.start !== start);
}

interface PlayerProps {
  readonly file: File;
  readonly reference: { current: HTMLAudioElement | null };
  /** Told where playback is, in seconds. */
  readonly onTime: (time: number) => void;
}

/** Playback of a recording that the user has chosen; forgotten with the page. */
function Player({ file, reference, onTime }: PlayerProps) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said in the user's recording.
    <audio
      ref={reference}
      class="call-player"
      controls
      src={url}
      onTimeUpdate={(event) => onTime(event.currentTarget.currentTime)}
    />
  );
}
