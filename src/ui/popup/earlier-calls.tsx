// The calls before: one line each, and a way to delete them all.

import '../verdict-mark.css';
import './earlier-calls.css';
import type { CallSummary } from '../../analysis/call/record.ts';
import type { CoursePoint } from '../../analysis/call/score-course.ts';
import { Confirm } from '../confirm.tsx';
import { clockOf, hostOf, scoreFigure, spokenDuration, whenOf } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Sparkline } from '../sparkline.tsx';
import { VERDICT_WORDS } from '../words.ts';
import { useCourse } from './use-course.ts';

export interface EarlierCallsProps {
  /** Newest first; null while they are being read. */
  readonly calls: readonly CallSummary[] | null;
  readonly canDelete: boolean;
  readonly loadCourse: (id: string) => Promise<readonly CoursePoint[]>;
  readonly now: Date;
  readonly onDelete: () => void;
  /** Opens a call in full. */
  readonly onOpen: (id: string) => void;
}

export function EarlierCalls(props: EarlierCallsProps) {
  const { calls, canDelete, loadCourse, now, onDelete, onOpen } = props;
  if (calls === null || (calls.length === 0 && !canDelete)) return null;
  return (
    <section class="earlier" aria-labelledby="earlier-heading">
      {calls.length > 0 && (
        <>
          <h2 class="heading" id="earlier-heading">
            Earlier calls
          </h2>
          <ol class="earlier-list" data-testid="last-calls">
            {calls.map((call) => (
              <EarlierCall key={call.id} call={call} loadCourse={loadCourse} now={now} onOpen={onOpen} />
            ))}
          </ol>
        </>
      )}
      {canDelete && (
        <div class="earlier-delete">
          <Confirm
            label="Delete all past calls"
            question="Delete every past call on this machine? This can’t be undone."
            confirmLabel="Delete all"
            cancelLabel="Keep them"
            testId="delete-calls"
            onConfirm={onDelete}
          />
        </div>
      )}
    </section>
  );
}

interface EarlierCallProps extends Pick<EarlierCallsProps, 'loadCourse' | 'now' | 'onOpen'> {
  readonly call: CallSummary;
}

function EarlierCall({ call, loadCourse, now, onOpen }: EarlierCallProps) {
  const { id, score, verdict, seconds, startedAt } = call;
  const { title, tone } = VERDICT_WORDS[verdict];
  return (
    <li class="earlier-call" data-tone={tone}>
      <span class="earlier-score">
        {score === null ? '–' : scoreFigure(score)}
        <span class="visually-hidden">{score === null ? 'No score' : ' of 10'}</span>
      </span>
      <span class="earlier-verdict">
        <span class="verdict-badge">
          <Icon name={tone} />
        </span>
        {title}
        <span class="earlier-length">
          <span aria-hidden="true">{clockOf(seconds)}</span>
          <span class="visually-hidden">, {spokenDuration(seconds)}</span>
        </span>
      </span>
      <button type="button" class="earlier-meta" onClick={() => onOpen(id)}>
        {whenOf(startedAt, now)} ·{' '}
        {call.callReference === null ? hostOf(call.console) : `Case ${call.callReference}`}
      </button>
      <Sparkline course={useCourse(id, loadCourse)} seconds={seconds} turns={[]} />
    </li>
  );
}
