// What the extension stored of its calls, read from IndexedDB, or put there, by one of its own pages.

import type { Page } from 'playwright-core';
import type { AnalysedWindow, CallSummary } from '../../src/analysis/call/record.ts';

export type StoredCall = CallSummary & { readonly windows: readonly AnalysedWindow[] };

/** As long as the sound of a busy test machine may stand still. */
const STALL_SECONDS = 0.5;

/** A call's gaps but for sound that was lost before anybody could read it. */
export function gapsButStalls({ gaps }: CallSummary): CallSummary['gaps'] {
  return gaps.filter(({ cause, start, end }) => cause !== 'lost' || end - start > STALL_SECONDS);
}

/** Seconds from each window of a call to the next. */
export function stepsOf({ windows }: StoredCall): number[] {
  return windows.slice(1).map(({ start }, index) => start - (windows[index]?.start ?? 0));
}

/** Of those, the ones that are not a second. */
export function jumpsOf(call: StoredCall): number[] {
  return stepsOf(call).filter((step) => Math.abs(step - 1) > 1e-6);
}

/** Every call in the store, the oldest first. */
export function storedCalls(extensionPage: Page): Promise<StoredCall[]> {
  return extensionPage.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('evenkeel'));
    const transaction = database.transaction(['calls', 'windows']);
    const calls = await settled(transaction.objectStore('calls').index('startedAt').getAll());
    const windows = await settled(transaction.objectStore('windows').getAll());
    database.close();
    return calls.map((call) => ({ ...call, windows: windows.filter(({ callId }) => callId === call.id) }));
  });
}

/** Stores a call as the extension would have done, had it heard it. One of its pages must have opened the store. */
export function storeCall(extensionPage: Page, { windows, ...summary }: StoredCall): Promise<void> {
  return extensionPage.evaluate(
    async ([call, rows]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('evenkeel');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(['calls', 'windows'], 'readwrite');
      transaction.objectStore('calls').put(call);
      for (const row of rows) transaction.objectStore('windows').put({ ...row, callId: call.id });
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    [summary, windows] as const,
  );
}
