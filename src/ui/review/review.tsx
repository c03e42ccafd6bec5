// The review page: recordings and calls on a shelf, one of them open.

import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Annotations, CallRecord } from '../../call/record.ts';
import type { CustomerChoice } from '../../call/recording-queue.ts';
import { NameMark } from '../name-mark.tsx';
import { CallView } from './call-view.tsx';
import type { Listening } from './channel-player.ts';
import { DropZone } from './drop-zone.tsx';
import { focusAfter } from './focus-after.ts';
import { RecordingRow } from './recording-row.tsx';
import { type OpenCall, openCallOf, type RefusedFile, type Shelf } from './review-view.ts';
import { StoredCalls } from './stored-calls.tsx';

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
  print(): void;
  annotate(id: string, change: (annotations: Annotations) => Annotations): void;
  deleteCall(id: string): void;
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
  readonly actions: ReviewActions;
}

export function Review(props: ReviewProps) {
  const { shelf, customer, listening, refused, opened, stored, now, actions } = props;
  const { recordings, imported, stored: past } = shelf.value;
  const call = openCallOf(opened.value, shelf.value, stored.value, now);
  const page = useRef<HTMLDivElement>(null);
  const isOpen = call !== null;
  const focusNext = useRef<HTMLElement | null>(null);
  /** To be asked before a row goes; the keyboard moves there at once, or when the open call has gone too. */
  const neighbourOf = (id: string) =>
    focusAfter(
      page.current?.querySelector(`[data-row="${CSS.escape(id)}"]`) ?? null,
      page.current?.querySelector<HTMLElement>('input[type="file"]') ?? null,
    );
  useEffect(() => {
    // A call that was deleted takes the button along that deleted it.
    if (!isOpen) focusNext.current?.focus();
    focusNext.current = null;
  }, [isOpen]);
  return (
    <div class="review" ref={page}>
      <header class="review-header">
        <h1 class="popup-name">
          <NameMark />
        </h1>
        <p class="muted">Everything on this page stays on this machine. Recordings are never stored.</p>
      </header>
      <aside class="shelf" aria-label="Recordings and calls">
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
                  isOpen={recording.id === opened.value}
                  onOpen={() => actions.open(recording.id)}
                  onCancel={() => actions.cancel(recording.id)}
                  listening={listening.value?.id === recording.id ? listening.value : null}
                  onAgain={(choice) => actions.again(recording.id, choice)}
                  onListen={(channel) => actions.listen(recording.id, channel)}
                  onStopListening={actions.stopListening}
                  onRemove={() => {
                    neighbourOf(recording.id)?.focus();
                    actions.remove(recording.id);
                  }}
                />
              ))}
              {imported.map(({ id, name }) => (
                <li key={id} class="shelf-row" data-row={id} data-open={id === opened.value ? '' : undefined}>
                  <button
                    type="button"
                    class="shelf-name"
                    aria-current={id === opened.value}
                    onClick={() => actions.open(id)}
                  >
                    {name}
                  </button>
                  <p class="shelf-state">Imported</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {past !== null && past.length > 0 && (
          <StoredCalls calls={past} opened={opened.value} now={now} onOpen={actions.open} />
        )}
      </aside>
      <main class="review-main">
        {call ? (
          <CallView
            key={call.id}
            call={call}
            onExportJson={() => actions.exportJson(call)}
            onExportCsv={() => actions.exportCsv(call)}
            onPrint={actions.print}
            onAnnotate={(change) => actions.annotate(call.id, change)}
            onDelete={() => {
              focusNext.current = neighbourOf(call.id);
              actions.deleteCall(call.id);
            }}
          />
        ) : (
          <section class="empty review-empty">
            <span class="horizon" aria-hidden="true" />
            <h2 class="empty-title">Nothing is open</h2>
            <p class="empty-text">
              Drop a recording of a call, or open a call of this machine: its score, the reasons and its
              course stand here.
            </p>
          </section>
        )}
      </main>
    </div>
  );
}
