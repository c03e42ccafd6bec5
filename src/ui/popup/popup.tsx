// The popup: the call that is running or has just ended, and the calls before it.

import './popup.css';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { CallSummary } from '../../analysis/call/record.ts';
import type { CoursePoint } from '../../analysis/call/score-course.ts';
import type { Site } from '../../extension/consoles/site-choice.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { Icon } from '../icons.tsx';
import { NameMark } from '../name-mark.tsx';
import { weekTrendOf } from '../week-trend.ts';
import { EarlierCalls } from './earlier-calls.tsx';
import { EnableSite } from './enable-site.tsx';
import { Headline } from './headline.tsx';
import { makePopupModel, type PastCalls } from './popup-model.ts';
import type { SiteState } from './site.ts';
import { TabAudio, type TabAudioState } from './tab-audio.tsx';
import { Week } from './week.tsx';

export interface PopupActions {
  openPanel(): void;
  enableSite(site: Site): void;
  reloadPage(): void;
  /** All sound of the page in front. */
  listenToTab(): void;
  stopTab(): void;
  deletePastCalls(): void;
  openSettings(): void;
  openDiagnostics(): void;
  /** With a call in it, when one is named. */
  openReview(callId?: string): void;
  /** With the calls of one day, as "2026-06-12". */
  openDay(day: string): void;
}

export interface PopupProps {
  /** Null until the first snapshot has come. */
  readonly live: ReadonlySignal<LiveSnapshot | null>;
  readonly past: ReadonlySignal<PastCalls>;
  /** The calls of the last two weeks. */
  readonly recent: ReadonlySignal<readonly CallSummary[]>;
  readonly site: ReadonlySignal<SiteState>;
  /** Whether past calls can be opened on this machine. */
  readonly canReview: ReadonlySignal<boolean>;
  readonly tabAudio: ReadonlySignal<TabAudioState>;
  readonly actions: PopupActions;
  /** The score along a stored call; empty when it isn't there. */
  readonly loadCourse: (id: string) => Promise<readonly CoursePoint[]>;
  readonly now: Date;
}

export function Popup(props: PopupProps) {
  const { live, past, recent, site, canReview, tabAudio, actions, loadCourse, now } = props;
  const trend = useMemo(() => weekTrendOf(recent.value, now), [recent.value, now]);
  const { headline, earlier, problem, listensToTab } = makePopupModel(live.value, past.value);
  return (
    <div class="popup">
      <header class="popup-header">
        <h1 class="popup-name">
          <NameMark />
        </h1>
        <button
          type="button"
          class="button quiet with-icon"
          data-testid="open-panel"
          onClick={actions.openPanel}
        >
          <Icon name="panel" />
          Open live panel
        </button>
      </header>
      <main class="popup-main">
        {problem !== null && (
          <p class="banner" role="alert">
            {problem}
          </p>
        )}
        <EnableSite site={site.value} onEnable={actions.enableSite} onReload={actions.reloadPage} />
        <Headline
          call={headline}
          isLoading={earlier === null}
          loadCourse={loadCourse}
          now={now}
          onOpenPanel={actions.openPanel}
        />
        <TabAudio
          state={tabAudio.value}
          isListening={listensToTab}
          onListen={actions.listenToTab}
          onStop={actions.stopTab}
        />
        {canReview.value && (
          <>
            <Week trend={trend} onOpenDay={actions.openDay} />
            <EarlierCalls
              calls={earlier}
              canDelete={earlier !== null && (earlier.length > 0 || headline?.state === 'ended')}
              loadCourse={loadCourse}
              now={now}
              onDelete={actions.deletePastCalls}
              onOpen={actions.openReview}
            />
          </>
        )}
      </main>
      <footer class="popup-footer">
        <p>Runs on this machine. No audio is stored.</p>
        {canReview.value && (
          <button type="button" class="link" data-testid="open-review" onClick={() => actions.openReview()}>
            Review calls and recordings
          </button>
        )}
        <button type="button" class="link" data-testid="open-settings" onClick={actions.openSettings}>
          Settings
        </button>
        <button type="button" class="link" data-testid="open-diagnostics" onClick={actions.openDiagnostics}>
          Not hearing a call?
        </button>
      </footer>
    </div>
  );
}
