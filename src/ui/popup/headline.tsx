// The call that the popup is about: its score, verdict, course and reasons.

import './headline.css';
import { type CoursePoint, continueCourse } from '../../analysis/call/score-course.ts';
import { CourseKey } from '../course-key.tsx';
import { clockOf, hostOf, spokenDuration, whenOf } from '../format.ts';
import { Reasons } from '../reasons.tsx';
import { ScoreFigure } from '../score-figure.tsx';
import { ScoreScale } from '../score-scale.tsx';
import { Sparkline } from '../sparkline.tsx';
import { TabAudioNote } from '../tab-audio-note.tsx';
import { turnsOf } from '../turning-point-words.ts';
import { VerdictMark } from '../verdict-mark.tsx';
import { SCORE_HELD_BACK } from '../words.ts';
import type { HeadlineCall } from './popup-model.ts';
import { useCourse } from './use-course.ts';

export interface HeadlineProps {
  readonly call: HeadlineCall | null;
  readonly isLoading: boolean;
  readonly loadCourse: (id: string) => Promise<readonly CoursePoint[]>;
  readonly now: Date;
  readonly onOpenPanel: () => void;
}

const TITLES = {
  'awaiting-consent': 'A call is waiting',
  listening: 'This call, so far',
  held: 'This call, on hold',
  ended: 'Last call',
} as const;

export function Headline({ call, isLoading, loadCourse, now, onOpenPanel }: HeadlineProps) {
  if (call?.state === 'awaiting-consent') return <Waiting onOpenPanel={onOpenPanel} />;
  if (call?.scoreHeldBack) return <HeldBackCall call={call} now={now} />;
  if (call) return <ScoredCall key={call.id} call={call} loadCourse={loadCourse} now={now} />;
  if (isLoading) return <div class="headline-room" />;
  return (
    <section class="empty popup-empty">
      <span class="horizon" aria-hidden="true" />
      <h2 class="empty-title">No calls yet</h2>
      <p class="empty-text">After your first call, its score and the reasons for it stand here.</p>
    </section>
  );
}

function Waiting({ onOpenPanel }: { readonly onOpenPanel: () => void }) {
  return (
    <section class="consent popup-consent" aria-labelledby="waiting-heading">
      <p class="consent-eyebrow">Needs you</p>
      <h2 class="consent-question" id="waiting-heading">
        A call is waiting for your answer
      </h2>
      <p class="consent-text">Nothing has been heard or recorded yet. The question is in the live panel.</p>
      <button type="button" class="button primary" onClick={onOpenPanel}>
        Answer in the live panel
      </button>
    </section>
  );
}

function HeldBackCall({ call, now }: Pick<HeadlineProps, 'now'> & { call: HeadlineCall }) {
  return (
    <section class="headline" aria-labelledby="headline-heading" data-testid="score-held-back">
      <HeadlineTop call={call} />
      <p class="score-held-back">{SCORE_HELD_BACK}</p>
      <Where call={call} now={now} />
    </section>
  );
}

function HeadlineTop({ call: { state, seconds } }: { readonly call: HeadlineCall }) {
  return (
    <div class="headline-top">
      <h2 class="heading" id="headline-heading">
        {TITLES[state]}
      </h2>
      <p class="headline-length" data-testid="duration">
        <span aria-hidden="true">{clockOf(seconds)}</span>
        <span class="visually-hidden">Length: {spokenDuration(seconds)}</span>
      </p>
    </div>
  );
}

function Where({ call, now }: Pick<HeadlineProps, 'now'> & { call: HeadlineCall }) {
  return (
    <p class="headline-where">
      {hostOf(call.console)} · {whenOf(call.startedAt, now)}
      {call.callReference !== null && ` · Case ${call.callReference}`}
    </p>
  );
}

function ScoredCall({
  call,
  loadCourse,
  now,
}: Pick<HeadlineProps, 'loadCourse' | 'now'> & { call: HeadlineCall }) {
  const { id, score, interval, verdict, reasons, seconds, state } = call;
  const turns = turnsOf(call.turningPoints);
  const course = continueCourse(useCourse(id, loadCourse), call.recentCourse);
  return (
    <section class="headline" aria-labelledby="headline-heading">
      <HeadlineTop call={call} />
      <TabAudioNote source={call.source} />
      <div class="headline-score">
        <ScoreFigure score={score} />
        <VerdictMark verdict={verdict} running={state !== 'ended'} />
      </div>
      <ScoreScale score={score} interval={interval} />
      <div class="headline-course">
        <Sparkline course={course} seconds={seconds} turns={turns} />
        <p class="axis" aria-hidden="true">
          <span>0:00</span>
          <span>Score over the call</span>
          <span>{clockOf(seconds)}</span>
        </p>
        <CourseKey turns={turns} />
      </div>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      <Where call={call} now={now} />
    </section>
  );
}
