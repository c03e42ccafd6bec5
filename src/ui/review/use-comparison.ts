// The second call beside the open one: asked for, chosen from the shelf, read.

import { useEffect, useState } from 'preact/hooks';
import type { CallRecord } from '../../analysis/call/record.ts';
import { type OpenCall, openCallOf, type Shelf, whyNotOpen } from './review-model.ts';

type State = { readonly kind: 'none' | 'choosing' } | { readonly kind: 'chosen'; readonly id: string };

export interface ComparisonState {
  /** The next call that is opened becomes the second one. */
  readonly isChoosing: boolean;
  readonly secondId: string | null;
  /** Null until it is chosen and read. */
  readonly second: OpenCall | null;
  /** A sentence about why the last choice can't be compared; null for none. */
  readonly problem: string | null;
  choose(): void;
  close(): void;
  /** Takes a call that is opened as the second one, or ends the comparison: false when it is to be opened. */
  take(id: string): boolean;
}

const GONE = 'That call is no longer on this machine. Choose another one.';
const NOT_ANALYSED = 'That recording isn’t analysed. Choose another one.';

export function useComparison(
  first: OpenCall | null,
  shelf: Shelf,
  now: Date,
  loadCall: (id: string) => Promise<CallRecord | null>,
): ComparisonState {
  const [state, setState] = useState<State>({ kind: 'none' });
  const [problem, setProblem] = useState<string | null>(null);
  const [record, setRecord] = useState<CallRecord | null>(null);
  const become = (next: State, why: string | null = null) => {
    setState(next);
    setProblem(why);
  };
  const secondId = state.kind === 'chosen' ? state.id : null;
  const isStored = shelf.stored?.some(({ id }) => id === secondId) ?? false;
  const isGoneNow = whyNotOpen(secondId, shelf) !== null;
  // Analysed anew, too: it was analysed when it was chosen.
  const isInAnalysis = secondId !== null && isBeingAnalysed(secondId, shelf);
  useEffect(() => {
    setRecord(null);
    if (isGoneNow) become({ kind: 'choosing' }, GONE);
    if (isInAnalysis) become({ kind: 'choosing' }, NOT_ANALYSED);
    if (secondId === null || !isStored) return;
    let wanted = true;
    const refuse = (why: string) => wanted && become({ kind: 'choosing' }, why);
    loadCall(secondId).then(
      (loaded) => {
        if (loaded === null) refuse(GONE);
        else if (wanted) setRecord(loaded);
      },
      (error: unknown) => refuse(`That call can’t be read: ${String(error)}.`),
    );
    return () => {
      wanted = false;
    };
  }, [secondId, isStored, isGoneNow, isInAnalysis]);

  return {
    isChoosing: first !== null && state.kind === 'choosing',
    secondId,
    second: secondId === null ? null : openCallOf(secondId, shelf, record, now),
    problem,
    choose: () => become({ kind: 'choosing' }),
    close: () => become({ kind: 'none' }),
    take(id) {
      if (first === null || state.kind !== 'choosing') {
        become({ kind: 'none' });
        return false;
      }
      if (id === first.id) become(state, 'That is the call that is open. Choose another one.');
      else if (isBeingAnalysed(id, shelf)) become(state, NOT_ANALYSED);
      else become({ kind: 'chosen', id });
      return true;
    },
  };
}

function isBeingAnalysed(id: string, { recordings }: Shelf): boolean {
  return recordings.some((recording) => recording.id === id && recording.state.kind !== 'analysed');
}
