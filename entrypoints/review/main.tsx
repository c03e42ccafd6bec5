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
import type { StartedEngine } from '../../src/emotion/switchable-engine.ts';
import { chosenModel, chosenModelName } from '../../src/settings/settings.ts';
import { Review } from '../../src/ui/review/review.tsx';
import {
  exportName,
  type ImportedCall,
  type RefusedFile,
  type Shelf,
} from '../../src/ui/review/review-view.ts';

/** Engines at a time: one core is left for the page, and a third worker gains little. */
const MOST_ENGINES = 2;
/** Stored calls in the list. */
const LISTED_CALLS = 200;

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
let queue: RecordingQueue | null = null;
async function startQueue(): Promise<RecordingQueue> {
  const name = chosenModelName(await chosenModel.getValue());
  const count = Math.min(MOST_ENGINES, Math.max(1, navigator.hardwareConcurrency));
  const engine: StartedEngine = poolEngines(
    Array.from({ length: count }, () => startRemoteEngine(new EngineWorker(), name)),
  );
  return new RecordingQueue({
    engine,
    model: engine.ready.then(({ model }) => model),
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
  queue ??= await startQueue();
  const [first] = queue.add(sounds, customer.value);
  if (opened.value === null && first !== undefined) opened.value = first;
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

async function readCalls(): Promise<void> {
  past.value = await store.list(LISTED_CALLS);
}

async function annotate(id: string, annotations: Partial<Annotations>): Promise<void> {
  // At once: the next change builds on this one, also before the browser has stored it.
  if (stored.value?.id === id) stored.value = { ...stored.value, ...annotations };
  await store.annotate(id, annotations);
  await readCalls();
}

async function deleteCall(id: string): Promise<void> {
  await store.remove(id);
  opened.value = null;
  await readCalls();
}

// Read anew with the list: a call may have gone on, or been annotated.
effect(() => {
  const id = opened.value;
  if (id === null || !past.value?.some((call) => call.id === id)) return;
  void loadCallRecord(store, id).then((record) => {
    if (opened.value === id) stored.value = record;
  });
});
void readCalls();

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
      actions={{
        chooseCustomer: (channel) => {
          customer.value = channel;
        },
        addFiles: (files) => void addFiles(files),
        open: (id) => {
          opened.value = id;
        },
        cancel: (id) => queue?.cancel(id),
        again: (id, channel) => queue?.again(id, channel),
        remove: (id) => {
          queue?.remove(id);
          if (opened.value === id) opened.value = null;
        },
        exportJson: (call) =>
          download(`${exportName(call)}.json`, 'application/json', JSON.stringify(call.record)),
        exportCsv: (call) =>
          download(`${exportName(call)}.csv`, 'text/csv', CSV_HEAD + csvRows(call.title, call.record)),
        print: () => print(),
        annotate: (id, annotations) => void annotate(id, annotations),
        deleteCall: (id) => void deleteCall(id),
      }}
    />,
    app,
  );
}
