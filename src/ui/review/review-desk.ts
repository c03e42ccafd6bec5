// The review page's state, and what changes it: recordings to analyse, calls to open, to annotate and to delete.

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Recording } from '../../analysis/audio/recording.ts';
import type { Analysis, Annotations, CallRecord, CallSummary } from '../../analysis/call/record.ts';
import { CSV_HEAD, csvRows } from '../../analysis/call/windows-csv.ts';
import { errorMessage } from '../../analysis/caught.ts';
import type { AuditEvent } from '../../extension/audit/audit-entry.ts';
import type { StartedEngine } from '../../extension/engine/started-engine.ts';
import { type CallStore, loadCallRecord } from '../../extension/store/store.ts';
import { ChannelPlayer, type Listening, type Play } from './channel-player.ts';
import { MAX_IMPORT_BYTES, parseImport } from './import-record.ts';
import { type CustomerChoice, type QueuedRecording, RecordingQueue } from './recording-queue.ts';
import type { ReviewActions } from './review.tsx';
import {
  exportName,
  type ImportedCall,
  openCallOf,
  type RefusedFile,
  type Shelf,
  storedOnShelf,
} from './review-view.ts';
import { followedRecord, hasGoneOn } from './stored-record.ts';

/** Word between the pages that a stored call was added, changed or deleted. */
export interface StoreChanges {
  announce(): void;
  /** Calls back after every change, from here too. */
  follow(onChange: () => void): void;
}

export interface ReviewDeskOptions {
  readonly store: CallStore;
  readonly storeChanges: StoreChanges;
  /** Whether calls are shown, and told as shown, only when they are over. */
  readonly hidesRunning: ReadonlySignal<boolean>;
  readonly loadEngine: () => Promise<StartedEngine>;
  readonly openRecording: (file: Blob) => Promise<Recording>;
  readonly play: Play;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Gives a file to the user. */
  readonly download: (name: string, type: string, content: string) => void;
  readonly print: () => void;
  /** Told what the audit log is to know: calls that are shown, leave the page, come to it or are deleted. */
  readonly onAudit: (event: AuditEvent) => void;
}

/** What the audit log calls it by; a recording that was analysed here has no name but its file's, which stays out. */
function aboutCall(record: CallRecord | Analysis): Pick<AuditEvent, 'call' | 'console'> {
  return 'id' in record ? { call: record.id, console: record.console } : {};
}

export class ReviewDesk {
  readonly #options: ReviewDeskOptions;
  readonly #queue: RecordingQueue;
  readonly #player: ChannelPlayer;
  readonly #recordings = signal<readonly QueuedRecording[]>([]);
  readonly #imported = signal<readonly ImportedCall[]>([]);
  readonly #past = signal<readonly CallSummary[] | null>(null);
  readonly #onShelf = computed(() => storedOnShelf(this.#past.value, this.#options.hidesRunning.value));

  readonly customer = signal<CustomerChoice>('guess');
  readonly refused = signal<readonly RefusedFile[]>([]);
  readonly opened = signal<string | null>(null);
  readonly stored = signal<CallRecord | null>(null);
  readonly shelf = computed<Shelf>(() => ({
    recordings: this.#recordings.value,
    imported: this.#imported.value,
    ...this.#onShelf.value,
  }));

  readonly actions: ReviewActions = {
    chooseCustomer: (choice) => {
      this.customer.value = choice;
    },
    addFiles: (files) => void this.addFiles(files),
    open: (id) => {
      this.opened.value = id;
    },
    cancel: (id) => this.#queue.cancel(id),
    again: (id, choice) => this.#queue.again(id, choice),
    listen: (id, channel) => this.#listen(id, channel),
    stopListening: () => this.#player.stop(),
    remove: (id) => {
      if (this.#player.listening.peek()?.id === id) this.#player.stop();
      this.#queue.remove(id);
      if (this.opened.value === id) this.opened.value = null;
    },
    exportJson: (call) => {
      this.#options.download(`${exportName(call)}.json`, 'application/json', JSON.stringify(call.record));
      this.#auditExport(call.record, 'JSON');
    },
    exportCsv: (call) => {
      this.#options.download(
        `${exportName(call)}.csv`,
        'text/csv',
        CSV_HEAD + csvRows(call.title, call.record),
      );
      this.#auditExport(call.record, 'CSV');
    },
    print: (...records) => {
      this.#options.print();
      for (const record of records) this.#auditExport(record, 'print');
      if (records.length === 0)
        this.#options.onAudit({ what: 'exported', detail: 'print of calls together' });
    },
    annotate: async (id, change) => {
      const stored = this.#annotate(id, change);
      await this.#withStore(() => stored);
      return stored;
    },
    deleteCall: (id) => void this.#withStore(() => this.#deleteCall(id)),
    loadCall: async (id) => {
      const record = await loadCallRecord(this.#options.store, id);
      if (record !== null) this.#auditShown(record);
      return record;
    },
    loadWindows: (id) => this.#options.store.windows(id),
  };

  /** The channel that is listened to. */
  readonly listening: ReadonlySignal<Listening | null>;

  /** Begins to read the stored calls. */
  constructor(options: ReviewDeskOptions) {
    this.#options = options;
    this.#queue = new RecordingQueue({
      loadEngine: options.loadEngine,
      open: options.openRecording,
      clock: options.clock,
      onChange: (recordings) => {
        this.#recordings.value = recordings;
      },
    });
    this.#player = new ChannelPlayer({ open: options.openRecording, play: options.play });
    this.listening = this.#player.listening;
    effect(() => {
      const { stored } = this.#onShelf.value;
      if (stored !== null) this.stored.value = followedRecord(this.stored.peek(), stored);
    });
    effect(() => this.#readOpened(this.opened.value, this.#onShelf.value.stored));
    const readCalls = () => void this.#withStore(() => this.#readCalls());
    readCalls();
    options.storeChanges.follow(readCalls);
  }

  /** Takes in recordings and exported calls. Resolves when they are in their lists, or refused. */
  async addFiles(files: readonly File[]): Promise<void> {
    const exports = files.filter(({ name }) => name.toLowerCase().endsWith('.json'));
    this.refused.value = [];
    for (const file of exports) await this.#importFile(file);
    const sounds = files.filter((file) => !exports.includes(file));
    if (sounds.length === 0) return;
    const [first = null] = this.#queue.add(sounds, this.customer.value);
    const open = openCallOf(
      this.opened.value,
      this.shelf.value,
      this.stored.value,
      new Date(this.#options.clock()),
    );
    if (open === null) this.opened.value = first;
  }

  #listen(id: string, channel: 'left' | 'right'): void {
    const recording = this.#recordings.value.find((candidate) => candidate.id === id);
    if (recording) void this.#player.listen(recording, channel);
  }

  async #importFile(file: File): Promise<void> {
    try {
      if (file.size > MAX_IMPORT_BYTES) {
        throw new Error(
          `It has ${file.size} bytes; an exported call has ${MAX_IMPORT_BYTES} at most. Export the call anew.`,
        );
      }
      const call = { id: crypto.randomUUID(), name: file.name, record: parseImport(await file.text()) };
      this.#imported.value = [...this.#imported.value, call];
      this.opened.value = call.id;
      this.#options.onAudit({ what: 'imported', ...aboutCall(call.record) });
    } catch (error) {
      this.#refuse(file.name, error);
    }
  }

  /** Does something with the stored calls, and says so when the browser refuses. */
  async #withStore(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#refuse('Calls on this machine', error);
    }
  }

  #refuse(name: string, error: unknown): void {
    const problem = errorMessage(error);
    this.refused.value = [...this.refused.value, { name, problem }];
  }

  async #readCalls(): Promise<void> {
    this.#past.value = await this.#options.store.list(Number.POSITIVE_INFINITY);
  }

  #readOpened(id: string | null, past: readonly CallSummary[] | null): void {
    const summary = past?.find((call) => call.id === id);
    if (id === null || summary === undefined) return;
    const stored = this.stored.peek();
    if (stored?.id === id && !hasGoneOn(stored, summary)) return;
    void this.#withStore(async () => {
      const record = await loadCallRecord(this.#options.store, id);
      if (this.opened.value !== id) return;
      // A running call is read again and again while it lies open: it is shown once.
      if (record !== null && stored?.id !== id) this.#auditShown(record);
      this.stored.value = record;
    });
  }

  async #annotate(id: string, change: (annotations: Annotations) => Annotations): Promise<void> {
    const { stored } = this;
    // At once: the next change builds on this one, also before the browser has stored it.
    if (stored.value?.id === id) stored.value = { ...stored.value, ...change(stored.value) };
    try {
      await this.#options.store.annotate(id, change);
    } catch (error) {
      // What isn't stored isn't shown.
      await this.#readCalls();
      throw error;
    }
    this.#options.storeChanges.announce();
  }

  async #deleteCall(id: string): Promise<void> {
    await this.#options.store.remove(id);
    this.#options.onAudit({ what: 'deleted', call: id });
    if (this.opened.value === id) this.opened.value = null;
    this.#options.storeChanges.announce();
  }

  #auditShown(record: CallRecord): void {
    this.#options.onAudit({ what: 'shown', ...aboutCall(record) });
  }

  #auditExport(record: CallRecord | Analysis, detail: string): void {
    this.#options.onAudit({ what: 'exported', ...aboutCall(record), detail });
  }
}
