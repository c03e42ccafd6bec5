import '../../assets/styles/review-page.css';
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { CustomerChannel } from '../../src/audio/customer-channel.ts';
import { openRecording } from '../../src/audio/recording.ts';
import { MAX_IMPORT_BYTES, parseImport } from '../../src/call/import-record.ts';
import type { Annotations, CallRecord, CallSummary } from '../../src/call/record.ts';
import { type QueuedRecording, RecordingQueue } from '../../src/call/recording-queue.ts';
import { loadCallRecord, openCallStore } from '../../src/call/store.ts';
import { CSV_HEAD, csvRows } from '../../src/call/windows-csv.ts';
import EngineWorker from '../../src/emotion/engine-worker.ts?worker';
import { poolEngines } from '../../src/emotion/pooled-engine.ts';
import { startRemoteEngine } from '../../src/emotion/remote-engine.ts';
import { type EngineState, SwitchableEngine } from '../../src/emotion/switchable-engine.ts';
import { announceStoreChange, followStoreChanges } from '../../src/messaging/store-changes.ts';
import { chosenModel, chosenModelName } from '../../src/settings/settings.ts';
import { Review } from '../../src/ui/review/review.tsx';
import {
  exportName,
  type ImportedCall,
  openCallOf,
  type RefusedFile,
  type Shelf,
} from '../../src/ui/review/review-view.ts';
import { filterInAddress } from '../../src/ui/review/shelf-filter.ts';
import { followedRecord } from '../../src/ui/review/stored-record.ts';

/** Engines at a time: a third gains little. */
const MOST_ENGINES = 2;

const store = openCallStore();
const recordings = signal<readonly QueuedRecording[]>([]);
const imported = signal<readonly ImportedCall[]>([]);
const refused = signal<readonly RefusedFile[]>([]);
const past = signal<readonly CallSummary[] | null>(null);
const opened = signal<string | null>(new URLSearchParams(location.search).get('call'));
const stored = signal<CallRecord | null>(null);
const customer = signal<CustomerChannel>('right');
const shelf = computed<Shelf>(() => ({
  recordings: recordings.value,
  imported: imported.value,
  stored: past.value,
}));

/** The engines load with the first recording: whoever only looks at calls needs none. */
let queue: Promise<RecordingQueue> | null = null;
async function startQueue(): Promise<RecordingQueue> {
  const name = chosenModelName(await chosenModel.getValue());
  const count = Math.min(MOST_ENGINES, Math.max(1, navigator.hardwareConcurrency));
  let tell = (_state: EngineState) => {};
  const model = new Promise<string>((resolve, reject) => {
    tell = (state) => {
      if (state.kind === 'ready') resolve(state.model);
      if (state.kind === 'failed') reject(new Error(state.problem));
    };
  });
  // Each recording says so when the model can't be loaded.
  model.catch(() => {});
  const engine = new SwitchableEngine({
    start: (model) =>
      poolEngines(Array.from({ length: count }, () => startRemoteEngine(new EngineWorker(), model))),
    onState: (state) => tell(state),
  });
  engine.use(name);
  return new RecordingQueue({
    engine,
    model,
    open: openRecording,
    clock: Date.now,
    onChange: (list) => {
      recordings.value = list;
    },
  });
}

async function addFiles(files: readonly File[]): Promise<void> {
  const exports = files.filter(({ name }) => name.toLowerCase().endsWith('.json'));
  refused.value = [];
  for (const file of exports) await importFile(file);
  const sounds = files.filter((file) => !exports.includes(file));
  if (sounds.length === 0) return;
  queue ??= startQueue();
  const [first = null] = (await queue).add(sounds, customer.value);
  if (openCallOf(opened.value, shelf.value, stored.value, new Date()) === null) opened.value = first;
}

async function importFile(file: File): Promise<void> {
  try {
    if (file.size > MAX_IMPORT_BYTES) {
      throw new Error(`It has ${file.size} bytes; an exported call has ${MAX_IMPORT_BYTES} at most.`);
    }
    const call = { id: crypto.randomUUID(), name: file.name, record: parseImport(await file.text()) };
    imported.value = [...imported.value, call];
    opened.value = call.id;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    refused.value = [...refused.value, { name: file.name, problem }];
  }
}

function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Does something with the stored calls, and says so when the browser refuses. */
async function withStore(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    refused.value = [...refused.value, { name: 'Calls on this machine', problem }];
  }
}

async function readCalls(): Promise<void> {
  past.value = await store.list(Number.POSITIVE_INFINITY);
  stored.value = followedRecord(stored.value, past.value);
}

async function annotate(id: string, change: (annotations: Annotations) => Annotations): Promise<void> {
  // At once: the next change builds on this one, also before the browser has stored it.
  if (stored.value?.id === id) stored.value = { ...stored.value, ...change(stored.value) };
  await store.annotate(id, change);
  announceStoreChange();
}

async function deleteCall(id: string): Promise<void> {
  await store.remove(id);
  opened.value = null;
  announceStoreChange();
}

effect(() => {
  const id = opened.value;
  if (id === null || stored.peek()?.id === id || !past.value?.some((call) => call.id === id)) return;
  void withStore(async () => {
    const record = await loadCallRecord(store, id);
    if (opened.value === id) stored.value = record;
  });
});
void withStore(readCalls);
followStoreChanges(() => void withStore(readCalls));

// A file that misses its place must not take the page's.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  void addFiles([...(event.dataTransfer?.files ?? [])]);
});

const app = document.querySelector('#app');
if (app) {
  render(
    <Review
      shelf={shelf}
      customer={customer}
      refused={refused}
      opened={opened}
      stored={stored}
      now={new Date()}
      firstFilter={filterInAddress(location.search)}
      actions={{
        chooseCustomer: (channel) => {
          customer.value = channel;
        },
        addFiles: (files) => void addFiles(files),
        open: (id) => {
          opened.value = id;
        },
        cancel: (id) => void queue?.then((running) => running.cancel(id)),
        again: (id, channel) => void queue?.then((running) => running.again(id, channel)),
        remove: (id) => {
          void queue?.then((running) => running.remove(id));
          if (opened.value === id) opened.value = null;
        },
        exportJson: (call) =>
          download(`${exportName(call)}.json`, 'application/json', JSON.stringify(call.record)),
        exportCsv: (call) =>
          download(`${exportName(call)}.csv`, 'text/csv', CSV_HEAD + csvRows(call.title, call.record)),
        print: () => print(),
        annotate: (id, change) => void withStore(() => annotate(id, change)),
        loadCall: (id) => loadCallRecord(store, id),
        loadWindows: (id) => store.windows(id),
        deleteCall: (id) => void withStore(() => deleteCall(id)),
      }}
    />,
    app,
  );
}
