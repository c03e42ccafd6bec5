// The review page: recordings and calls on a shelf, one of them open.

import './recording-row.css';
import './review.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnalysedWindow, Annotations, CallRecord } from '../../analysis/call/record.ts';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import { NameMark } from '../name-mark.tsx';
import { CallView } from './call-view.tsx';
import type { Listening } from './channel-player.ts';
import { Compare } from './compare.tsx';
import { ComparisonPrompt } from './comparison-prompt.tsx';
import { DaysOverview } from './days-overview.tsx';
import { DropZone } from './drop-zone.tsx';
import { focusAfter } from './focus-after.ts';
import type { CustomerChoice } from './recording-queue.ts';
import { RecordingRow } from './recording-row.tsx';
import { type OpenCall, openCallOf, type RefusedFile, type Shelf, whyNotOpen } from './review-model.ts';
import { NO_FILTER, type ShelfFilter } from './shelf-filter.ts';
import { StoredCalls } from './stored-calls.tsx';
import { useComparison } from './use-comparison.ts';

export interface ReviewActions {
  chooseCustomer(choice: CustomerChoice): void;
  addFiles(files: readonly File[]): void;
  open(id: string): void;
  cancel(id: string): void;
  again(id: string, choice: CustomerChoice): void;
  /** Plays a few seconds of one channel. */
  listen(id: string, channel: 'left' | 'right'): void;
  stopListening(): void;
  remove(id: string): void;
  exportJson(call: OpenCall): void;
  exportCsv(call: OpenCall): void;
  /** The page as it is, with these calls on it; none where it shows many of them together. */
  print(...calls: readonly OpenCall['record'][]): void;
  /** Resolves when it is stored; where the browser refuses, the page says so, and it rejects. */
  annotate(id: string, change: (annotations: Annotations) => Annotations): Promise<void>;
  deleteCall(id: string): void;
  /** A stored call in full; null when it is gone. */
  loadCall(id: string): Promise<CallRecord | null>;
  loadWindows(id: string): Promise<readonly AnalysedWindow[]>;
}

export interface ReviewProps {
  readonly shelf: ReadonlySignal<Shelf>;
  readonly customer: ReadonlySignal<CustomerChoice>;
  readonly listening: ReadonlySignal<Listening | null>;
  /** Files that could not be taken in, the latest choice's. */
  readonly refused: ReadonlySignal<readonly RefusedFile[]>;
  readonly opened: ReadonlySignal<string | null>;
  /** The open call, when it is a stored one and has been read. */
  readonly stored: ReadonlySignal<CallRecord | null>;
  readonly now: Date;
  /** The filter that the list of stored calls begins with; none when left out. */
  readonly firstFilter?: ShelfFilter;
  readonly actions: ReviewActions;
  /** What an administrator allows here; null until it is known. */
  readonly settings: ReadonlySignal<ReviewSettings | null>;
}

export type ReviewSettings = Pick<
  EffectiveSettings,
  'supervisorView' | 'exportAllowed' | 'score' | 'delivery'
>;

/** The page, or that it is switched off. */
export function Review(props: ReviewProps) {
  const settings = props.settings.value;
  if (settings === null) return null;
  return settings.supervisorView ? <ReviewPage {...props} allowed={settings} /> : <SwitchedOff />;
}

function ReviewPage(props: ReviewProps & { readonly allowed: ReviewSettings }) {
  const { allowed } = props;
  const print = allowed.exportAllowed ? props.actions.print : null;
  const { customer, listening, refused, opened, now, actions } = props;
  const { firstFilter = NO_FILTER } = props;
  const shelf = props.shelf.value;
  const { recordings, imported, stored: past } = shelf;
  const call = openCallOf(opened.value, shelf, props.stored.value, now);
  const [isTogether, setTogether] = useState(false);
  const aside = useRef<HTMLElement>(null);
  const main = useRef<HTMLElement>(null);
  const comparison = useComparison(call, shelf, now, actions.loadCall);
  const open = (id: string) => {
    setTogether(false);
    if (!comparison.take(id)) actions.open(id);
  };
  const compare = () => {
    comparison.choose();
    // The second call is chosen where all of them are: typing finds one at once.
    const shelfPart = (selector: string) => aside.current?.querySelector<HTMLElement>(selector);
    (shelfPart('input[type="search"]') ?? shelfPart('button.shelf-name'))?.focus();
  };
  const { second } = comparison;
  const secondId = second?.id;
  useEffect(() => {
    if (secondId !== undefined) main.current?.focus();
  }, [secondId]);
  const isOpen = (id: string) => !isTogether && (id === opened.value || id === secondId);
  return (
    <div class="review" data-unprintable={print === null ? '' : undefined}>
      <header class="review-header">
        <h1 class="popup-name">
          <NameMark />
        </h1>
        <p class="muted">
          {allowed.delivery === null
            ? 'Everything on this page stays on this machine. Recordings are never stored.'
            : 'Your organisation gets a report of each call. Recordings are never stored, and never sent.'}
        </p>
      </header>
      <aside class="shelf" ref={aside} aria-label="Recordings and calls">
        <DropZone customer={customer.value} onCustomer={actions.chooseCustomer} onFiles={actions.addFiles} />
        {refused.value.map(({ name, problem }) => (
          <p key={name} class="banner" role="alert">
            {name}: {problem}
          </p>
        ))}
        {(recordings.length > 0 || imported.length > 0) && (
          <section aria-labelledby="chosen-heading">
            <h2 class="heading" id="chosen-heading">
              Chosen now
            </h2>
            <ul class="shelf-list">
              {recordings.map((recording) => (
                <RecordingRow
                  key={recording.id}
                  recording={recording}
                  chosen={customer.value}
                  isOpen={isOpen(recording.id)}
                  onOpen={() => open(recording.id)}
                  onCancel={() => actions.cancel(recording.id)}
                  listening={listening.value?.id === recording.id ? listening.value : null}
                  onAgain={(choice) => actions.again(recording.id, choice)}
                  onListen={(channel) => actions.listen(recording.id, channel)}
                  onStopListening={actions.stopListening}
                  onRemove={() => {
                    const row = aside.current?.querySelector(`[data-row="${CSS.escape(recording.id)}"]`);
                    focusAfter(
                      row ?? null,
                      aside.current?.querySelector<HTMLElement>('input[type="file"]') ?? null,
                    )?.focus();
                    actions.remove(recording.id);
                  }}
                />
              ))}
              {imported.map(({ id, name }) => (
                <li key={id} class="shelf-row" data-row={id} data-open={isOpen(id) ? '' : undefined}>
                  <button type="button" class="shelf-name" aria-current={isOpen(id)} onClick={() => open(id)}>
                    {name}
                  </button>
                  <p class="shelf-state">Imported</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {past !== null && (
          <StoredCalls
            calls={past}
            firstFilter={firstFilter}
            opened={isTogether ? [] : [opened.value, comparison.secondId].filter((id) => id !== null)}
            now={now}
            onOpen={open}
            isTogether={isTogether}
            onTogether={() => {
              setTogether(true);
              comparison.close();
              main.current?.focus();
            }}
          />
        )}
      </aside>
      <main class="review-main" ref={main} tabIndex={-1}>
        {comparison.isChoosing && (
          <ComparisonPrompt problem={comparison.problem} onCancel={comparison.close} />
        )}
        {isTogether ? (
          <DaysOverview
            stored={past}
            imported={imported}
            now={now}
            loadWindows={actions.loadWindows}
            onPrint={print && (() => print())}
          />
        ) : call && second ? (
          <Compare
            key={`${call.id} ${second.id}`}
            a={call}
            b={second}
            onOther={compare}
            onPrint={print && (() => print(call.record, second.record))}
            onClose={() => {
              comparison.close();
              main.current?.focus();
            }}
          />
        ) : call ? (
          <CallView
            key={call.id}
            call={call}
            exports={
              print && {
                onJson: () => actions.exportJson(call),
                onCsv: () => actions.exportCsv(call),
                onPrint: () => print(call.record),
              }
            }
            onCompare={compare}
            onAnnotate={(change) => actions.annotate(call.id, change)}
            onDelete={() => actions.deleteCall(call.id)}
          />
        ) : (
          <NothingOpen why={whyNotOpen(opened.value, shelf)} />
        )}
      </main>
    </div>
  );
}

function SwitchedOff() {
  return (
    <div class="review">
      <header class="review-header">
        <h1 class="popup-name">
          <NameMark />
        </h1>
      </header>
      <main class="review-main review-off">
        <section class="empty review-empty" data-testid="review-off">
          <span class="horizon" aria-hidden="true" />
          <h2 class="empty-title">This page is switched off</h2>
          <p class="empty-text">
            Your organisation has set that past calls are not looked at on this machine. The score of a call
            is shown in the panel and in the popup when it is over.
          </p>
        </section>
      </main>
    </div>
  );
}

const NOTHING_OPEN = {
  none: {
    title: 'Nothing is open',
    text: 'Drop a recording of a call, or open a call of this machine: its score, the reasons and its course stand here.',
  },
  gone: {
    title: 'This call is gone',
    text: 'It is no longer on this machine: somebody deleted it, or the time was over for which calls are kept. The settings say how long that is.',
  },
  'held-back': {
    title: 'This call is still running',
    text: 'Your organisation has set that the score of a call is shown when the call is over. It opens here by itself then.',
  },
};

function NothingOpen({ why }: { readonly why: 'gone' | 'held-back' | null }) {
  const { title, text } = NOTHING_OPEN[why ?? 'none'];
  return (
    <section class="empty review-empty" role={why === null ? undefined : 'status'}>
      <span class="horizon" aria-hidden="true" />
      <h2 class="empty-title">{title}</h2>
      <p class="empty-text">{text}</p>
    </section>
  );
}
