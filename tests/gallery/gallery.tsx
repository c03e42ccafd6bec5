// Shows the scene that the address names, or the list of all. Not shipped.

import '../../assets/styles/welcome-page.css';
import '../../assets/styles/side-panel-page.css';
import '../../assets/styles/popup-page.css';
import '../../assets/styles/options-page.css';
import '../../assets/styles/review-page.css';
import '../../assets/styles/diagnostics-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { CallRecord } from '../../src/analysis/call/record.ts';
import { withNudges } from '../../src/extension/settings/in-force.ts';
import { DEFAULT_NUDGE_SETTINGS } from '../../src/extension/settings/nudge-settings.ts';
import { diagnose } from '../../src/ui/diagnostics/diagnose.ts';
import { Diagnostics } from '../../src/ui/diagnostics/diagnostics.tsx';
import { Options } from '../../src/ui/options/options.tsx';
import type { DeliveryState } from '../../src/ui/options/organisation-view.ts';
import { Panel } from '../../src/ui/panel/panel.tsx';
import { Popup } from '../../src/ui/popup/popup.tsx';
import { Review } from '../../src/ui/review/review.tsx';
import { scoreCourse } from '../../src/ui/score-course.ts';
import { Welcome } from '../../src/ui/welcome/welcome.tsx';
import { fixtureAuditLog } from './fixture-audit-log.ts';
import { fixtureSummary, fixtureWindows } from './fixture-calls.ts';
import { fixtureSettings } from './fixture-settings.ts';
import { accessOf, JUST_ENDED, NOW, PAST_OPTIONS } from './scenes/common.ts';
import { DIAGNOSTICS_SCENES, type DiagnosticsScene } from './scenes/diagnostics.ts';
import { OPTIONS_SCENES, type OptionsScene } from './scenes/options.ts';
import { PANEL_SCENES, type PanelScene } from './scenes/panel.ts';
import { POPUP_SCENES, type PopupScene } from './scenes/popup.ts';
import { REVIEW_SCENES, type ReviewScene, SHORT_OPTIONS } from './scenes/review.ts';
import { WELCOME_SCENES, type WelcomeScene } from './scenes/welcome.ts';
import { SCENE_NAMES } from './scenes.ts';

const note = (...what: unknown[]) => console.info(...what);

function PanelOf({ scene }: { scene: PanelScene }) {
  return (
    <Panel
      desk={signal(scene.desk)}
      rememberedConsoles={signal(scene.rememberedConsoles ?? [])}
      consentMode={signal(scene.consentMode ?? 'remember')}
      nudges={signal(scene.nudges ?? DEFAULT_NUDGE_SETTINGS)}
      canReview={signal(true)}
      actions={{
        decide: (id, decision) => note('decide', id, decision),
        setCallReference: async (id, reference) => note('setCallReference', id, reference),
        setConsentRemembered: (origin, remembered) => note('setConsentRemembered', origin, remembered),
        endCall: (id) => note('endCall', id),
        beginVoice: (id) => note('beginVoice', id),
      }}
    />
  );
}

/** The calls that the store would know: those of the list, and the one of "just-ended". */
async function loadCourse(id: string) {
  const options = [...PAST_OPTIONS, JUST_ENDED].find((option) => option.id === id);
  return options ? scoreCourse(fixtureWindows(options), 2) : [];
}

function PopupOf({ scene }: { scene: PopupScene }) {
  return (
    <Popup
      desk={signal(scene.desk)}
      past={signal(scene.past)}
      recent={signal(scene.recent ?? [])}
      site={signal(scene.site ?? { kind: 'settled' })}
      canReview={signal(scene.canReview ?? true)}
      tabAudio={signal(scene.tabAudio ?? { kind: 'unavailable' })}
      now={NOW}
      loadCourse={loadCourse}
      actions={{
        openPanel: () => note('openPanel'),
        enableSite: (site) => note('enableSite', site),
        reloadPage: () => note('reloadPage'),
        listenToTab: () => note('listenToTab'),
        stopTab: () => note('stopTab'),
        deletePastCalls: () => note('deletePastCalls'),
        openSettings: () => note('openSettings'),
        openDiagnostics: () => note('openDiagnostics'),
        openReview: (callId) => note('openReview', callId),
        openDay: (day) => note('openDay', day),
      }}
    />
  );
}

function OptionsOf({ scene }: { scene: OptionsScene }) {
  const chosen = signal(scene.chosen);
  const casePattern = signal<string | null>(scene.casePattern ?? '');
  const settings = signal(fixtureSettings(scene.policy, scene.nudges));
  return (
    <Options
      access={signal(scene.access ?? accessOf({ consoles: [], own: [] }))}
      onSwitchSite={async (site, on) => {
        note('switchSite', site, on);
        return false;
      }}
      catalogue={signal(scene.catalogue)}
      desk={signal(scene.desk)}
      chosen={chosen}
      onChoose={(name) => {
        chosen.value = name;
        note('choose', name);
      }}
      settings={settings}
      onConsent={(choice) => note('consent', choice)}
      onNudges={(chosen) => {
        settings.value = withNudges(settings.value, chosen);
        note('nudges', chosen);
      }}
      storedCalls={{
        countExpired: async (days) => 30 - days + 19,
        onDays: async (days) => {
          settings.value = {
            ...settings.value,
            retentionDays: { value: days, chosen: days, isLocked: false },
          };
          note('retention', days);
        },
        onDeleteAll: async () => note('deleteAll'),
      }}
      casePattern={casePattern}
      onCasePattern={(pattern) => {
        casePattern.value = pattern;
        note('casePattern', pattern);
      }}
      audit={{
        log: fixtureAuditLog,
        onSave: (name) => note('save', name),
      }}
      readDelivery={fixtureDelivery}
      now={NOW}
    />
  );
}

/** One report that waits for an endpoint that does not answer. */
async function fixtureDelivery(): Promise<DeliveryState> {
  const startedAt = '2026-06-12T13:31:00.000Z';
  const notBeforeMs = Date.parse('2026-06-12T14:12:00.000Z');
  return {
    entries: [{ call: 'waiting', startedAt, state: 'waiting' }],
    endpoint: { fingerprint: '', since: startedAt, failures: 3, notBeforeMs, problem: 'HTTP 503' },
  };
}

/** A stored call in full: one of the list. */
function fixtureRecord(id: string): CallRecord | null {
  const options = SHORT_OPTIONS.find((option) => option.id === id);
  if (options === undefined) return null;
  return { ...fixtureSummary(options), windows: fixtureWindows(options), scoreOverTime: [] };
}

/** Presses what leads to a scene, each as soon as it is there; until then the page says that it is on its way. */
async function press(selectors: readonly string[]): Promise<void> {
  const app = document.querySelector('#app');
  app?.setAttribute('data-on-its-way', '');
  for (const [index, selector] of selectors.entries()) {
    let element: HTMLElement | null = null;
    while (element === null) {
      await new Promise(requestAnimationFrame);
      element = document.querySelector<HTMLElement>(selector);
    }
    if (index < selectors.length - 1) element.click();
  }
  app?.removeAttribute('data-on-its-way');
}

function ReviewOf({ scene }: { scene: ReviewScene }) {
  const opened = useMemo(() => signal(scene.opened), [scene]);
  useEffect(() => void press(scene.press ?? []), [scene]);
  return (
    <Review
      shelf={signal(scene.shelf)}
      customer={signal('guess')}
      listening={signal(scene.listening ?? null)}
      refused={signal(scene.refused)}
      opened={opened}
      stored={signal(scene.stored)}
      now={NOW}
      settings={signal(fixtureSettings(scene.policy))}
      actions={{
        chooseCustomer: (choice) => note('chooseCustomer', choice),
        addFiles: (files) => note('addFiles', files.length),
        open: (id) => {
          opened.value = id;
        },
        cancel: (id) => note('cancel', id),
        again: (id, choice) => note('again', id, choice),
        listen: (id, channel) => note('listen', id, channel),
        stopListening: () => note('stopListening'),
        remove: (id) => note('remove', id),
        exportJson: () => note('exportJson'),
        exportCsv: () => note('exportCsv'),
        print: () => note('print'),
        annotate: async (id, annotations) => note('annotate', id, annotations),
        deleteCall: (id) => note('deleteCall', id),
        loadCall: async (id) => fixtureRecord(id),
        loadWindows: async (id) => fixtureRecord(id)?.windows ?? [],
      }}
    />
  );
}

function WelcomeOf({ scene }: { scene: WelcomeScene }) {
  useEffect(() => void press(scene.press ?? []), [scene]);
  return (
    <Welcome
      access={signal(scene.access ?? accessOf({ consoles: [], own: [] }))}
      settings={signal(fixtureSettings(scene.policy))}
      shortcut={signal('Alt+Shift+E')}
      actions={{
        switchSite: async (site, on) => {
          note('switchSite', site, on);
          return false;
        },
        chooseConsent: (choice) => note('consent', choice),
        openSettings: () => note('openSettings'),
        close: () => note('close'),
      }}
    />
  );
}

function DiagnosticsOf({ scene }: { scene: DiagnosticsScene }) {
  return (
    <Diagnostics
      diagnosis={signal(scene.facts && diagnose(scene.facts))}
      installation={{ version: '0.1.0', browser: 'Chrome 148' }}
      actions={{
        reloadPage: () => note('reloadPage'),
        openSettings: () => note('openSettings'),
        copy: async (text) => note('copy', text),
      }}
    />
  );
}

function Gallery() {
  const [surface, name = ''] = (new URLSearchParams(location.search).get('scene') ?? '').split('/');
  const panels: Record<string, () => PanelScene> = PANEL_SCENES;
  const popups: Record<string, () => PopupScene> = POPUP_SCENES;
  const options: Record<string, () => OptionsScene> = OPTIONS_SCENES;
  const reviews: Record<string, () => ReviewScene> = REVIEW_SCENES;
  const welcomes: Record<string, () => WelcomeScene> = WELCOME_SCENES;
  const welcome = welcomes[name];
  if (surface === 'welcome' && welcome) return <WelcomeOf scene={welcome()} />;
  const diagnostics: Record<string, () => DiagnosticsScene> = DIAGNOSTICS_SCENES;
  const panel = panels[name];
  const popup = popups[name];
  if (surface === 'panel' && panel) return <PanelOf scene={panel()} />;
  const page = options[name];
  if (surface === 'options' && page) return <OptionsOf scene={page()} />;
  const review = reviews[name];
  if (surface === 'review' && review) return <ReviewOf scene={review()} />;
  if (surface === 'popup' && popup) return <PopupOf scene={popup()} />;
  const diagnosed = diagnostics[name];
  if (surface === 'diagnostics' && diagnosed) return <DiagnosticsOf scene={diagnosed()} />;
  return (
    <ul>
      {SCENE_NAMES.map((scene) => (
        <li key={scene}>
          <a href={`?scene=${scene}`}>{scene}</a>
        </li>
      ))}
    </ul>
  );
}

const app = document.querySelector('#app');
if (app) render(<Gallery />, app);
