// For how long calls are kept, and a way to delete them all. A shorter time asks first, where it deletes calls.

import './retention-options.css';
import { useState } from 'preact/hooks';
import { errorMessage } from '../../analysis/errors.ts';
import type { Setting } from '../../extension/settings/effective-settings.ts';
import { RETENTION_CHOICES, type RetentionDays } from '../../extension/settings/retention-settings.ts';
import { Confirm } from '../confirm.tsx';
import { SetByOrganisation } from '../set-by-organisation.tsx';

export interface RetentionOptionsProps {
  readonly setting: Setting<RetentionDays>;
  /** How many stored calls would go if they were kept for so many days. */
  readonly countExpired: (days: RetentionDays) => Promise<number>;
  /** Resolves when it is stored and the calls that are past it are gone. */
  readonly onDays: (days: RetentionDays) => Promise<void>;
  /** Deletes every past call; resolves when they are gone. */
  readonly onDeleteAll: () => Promise<void>;
}

/** A shorter time that waits for a yes. */
interface Pending {
  readonly days: RetentionDays;
  readonly calls: number;
}

export function RetentionOptions({ setting, countExpired, onDays, onDeleteAll }: RetentionOptionsProps) {
  const { value: days, isLocked } = setting;
  const [pending, setPending] = useState<Pending | null>(null);
  const [done, setDone] = useState('');

  const keep = async (chosen: RetentionDays, words: string) => {
    setPending(null);
    setDone('');
    try {
      await onDays(chosen);
      setDone(words);
    } catch (error) {
      setDone(
        `This did not go through (${reasonOf(error)}). What is chosen above is in use; calls past it are deleted after the next call, or when the browser is restarted.`,
      );
    }
  };
  const choose = async (chosen: RetentionDays) => {
    setDone('');
    const calls = chosen < days ? await countExpired(chosen) : 0;
    if (calls === 0) await keep(chosen, 'Saved');
    else setPending({ days: chosen, calls });
  };
  const fail = (error: unknown) => {
    setDone(
      `Nothing was changed: the browser’s storage can’t be read (${reasonOf(error)}). Restarting the browser may help.`,
    );
  };

  return (
    <section aria-labelledby="retention-heading">
      <h2 class="page-heading" id="retention-heading">
        Stored calls
      </h2>
      <p class="page-text">
        What is kept of a call (times, probabilities, score, notes; never audio) is deleted when its time is
        over. The days count from the beginning of a call, on this machine alone: what somebody exported stays
        where it is.
      </p>
      <div class="retention">
        <label class="retention-choice">
          <span>Keep calls for</span>
          <select
            value={String(pending?.days ?? days)}
            data-testid="retention"
            disabled={isLocked}
            aria-describedby={isLocked ? 'retention-locked' : undefined}
            onChange={(event) => {
              const chosen = RETENTION_CHOICES.find((choice) => String(choice) === event.currentTarget.value);
              if (chosen !== undefined) choose(chosen).catch(fail);
            }}
          >
            {RETENTION_CHOICES.map((choice) => (
              <option key={choice} value={String(choice)}>
                {choice} days
              </option>
            ))}
          </select>
          {isLocked && <SetByOrganisation id="retention-locked" />}
        </label>
        <div role="status" data-testid="retention-status">
          {pending === null ? (
            done
          ) : (
            <p>
              {pending.calls === 1 ? '1 call is' : `${pending.calls.toLocaleString()} calls are`} older than{' '}
              {pending.days} days and will be deleted now. This can’t be undone.
            </p>
          )}
        </div>
        {pending !== null && (
          <div class="button-row retention-answers">
            <button
              type="button"
              class="button danger"
              data-testid="retention-confirm"
              onClick={() => void keep(pending.days, deletedWords(pending.calls))}
            >
              Delete {pending.calls === 1 ? 'it' : 'them'}, and keep calls for {pending.days} days
            </button>
            <button type="button" class="button quiet" onClick={() => setPending(null)}>
              Keep calls for {days} days
            </button>
          </div>
        )}
        <div class="retention-all">
          <Confirm
            label="Delete all past calls"
            question="Delete every past call on this machine? This can’t be undone."
            confirmLabel="Delete all"
            cancelLabel="Keep them"
            testId="delete-calls"
            onConfirm={() => void onDeleteAll().then(() => setDone('All past calls are deleted.'), fail)}
          />
        </div>
      </div>
    </section>
  );
}

function reasonOf(error: unknown): string {
  return errorMessage(error);
}

function deletedWords(calls: number): string {
  return calls === 1 ? 'Saved. 1 call is deleted.' : `Saved. ${calls.toLocaleString()} calls are deleted.`;
}
