// The options page: in which consoles Evenkeel works, how customers are told, which model listens, which nudges are
// shown, and what is kept of calls.

import './options.css';
import type { ReadonlySignal } from '@preact/signals';
import type { CatalogueModel, ModelName } from '../../analysis/emotion/catalogue.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import type { NudgeSettings } from '../../extension/settings/nudge-settings.ts';
import type { ConsentChoiceProps } from '../consent/consent-choice.tsx';
import type { ConsoleListProps } from '../consoles/console-list.tsx';
import { NameMark } from '../name-mark.tsx';
import { AuditOptions, type AuditOptionsProps } from './audit-options.tsx';
import { CaseOptions } from './case-options.tsx';
import { ConsentOptions } from './consent-options.tsx';
import { ConsoleOptions } from './console-options.tsx';
import { InUseLine } from './in-use-line.tsx';
import { ModelCard, type ModelCardProps } from './model-card.tsx';
import { NudgeOptions } from './nudge-options.tsx';
import { type CatalogueState, makeOptionsModel, type OptionsModel } from './options-model.ts';
import { OrganisationOptions, type OrganisationOptionsProps } from './organisation-options.tsx';
import { RetentionOptions, type RetentionOptionsProps } from './retention-options.tsx';

export interface OptionsProps {
  /** Null until it is read. */
  readonly access: ReadonlySignal<SiteAccess | null>;
  readonly onSwitchSite: ConsoleListProps['onSwitch'];
  readonly catalogue: ReadonlySignal<CatalogueState>;
  /** Null until the first snapshot has come. */
  readonly live: ReadonlySignal<LiveSnapshot | null>;
  /** The stored choice. */
  readonly chosen: ReadonlySignal<ModelName>;
  readonly onChoose: (name: ModelName) => void;
  /** What holds; null until it is read. */
  readonly settings: ReadonlySignal<EffectiveSettings | null>;
  readonly onConsent: ConsentChoiceProps['onChoose'];
  readonly onNudges: (settings: NudgeSettings) => void;
  readonly storedCalls: Omit<RetentionOptionsProps, 'setting'>;
  /** The stored pattern; null until it is read. */
  readonly casePattern: ReadonlySignal<string | null>;
  readonly onCasePattern: (pattern: string) => void;
  readonly audit: Pick<AuditOptionsProps, 'log' | 'onSave'>;
  readonly readDelivery: OrganisationOptionsProps['readDelivery'];
  readonly now: Date;
}

export function Options(props: OptionsProps) {
  const { access, catalogue, live, chosen, onChoose, onNudges, casePattern } = props;
  const settings = props.settings.value;
  const view = makeOptionsModel(catalogue.value, live.value, chosen.value);
  const isStarting = live.value === null || live.value.engine.kind === 'loading';
  return (
    <div class="options">
      <header class="options-header">
        <NameMark />
      </header>
      <main class="options-main">
        <h1 class="page-title">Settings</h1>
        {view.problem !== null && (
          <p class="banner" role="alert" data-testid="problem">
            {view.problem}
          </p>
        )}
        {settings !== null && (
          <OrganisationOptions settings={settings} readDelivery={props.readDelivery} now={props.now} />
        )}
        {access.value !== null && <ConsoleOptions access={access.value} onSwitch={props.onSwitchSite} />}
        {settings !== null && <ConsentOptions setting={settings.consent} onChoose={props.onConsent} />}
        <section aria-labelledby="model-heading">
          <h2 class="page-heading" id="model-heading">
            The model that listens
          </h2>
          <p class="page-text">
            {view.canChoose || catalogue.value.kind !== 'ready'
              ? 'All of them run on this machine. A change takes effect at once, also in a running call; what is scored already stays as it is.'
              : 'There is one model in this build of Evenkeel, so there is nothing to choose. It runs on this machine.'}
          </p>
          <InUseLine inUse={view.inUse} isStarting={isStarting} />
          <Models view={view} onChoose={onChoose} />
          {view.groups.length > 0 && <HowToRead />}
        </section>
        {settings !== null && <NudgeOptions settings={settings.nudges} onChange={onNudges} />}
        {casePattern.value !== null && (
          <CaseOptions pattern={casePattern.value} onPattern={props.onCasePattern} />
        )}
        {settings !== null && <RetentionOptions setting={settings.retentionDays} {...props.storedCalls} />}
        <AuditOptions {...props.audit} now={props.now} />
      </main>
    </div>
  );
}

function Models({ view, onChoose }: { view: OptionsModel; onChoose: OptionsProps['onChoose'] }) {
  const card = (model: CatalogueModel, choice: ModelCardProps['choice']) => (
    <ModelCard key={model.name} model={model} choice={choice} isInUse={model.name === view.inUse?.name} />
  );
  if (!view.canChoose) {
    return view.groups.flatMap(({ models }) => models.map((model) => card(model, null)));
  }
  return (
    <div role="radiogroup" aria-labelledby="model-heading">
      {view.groups.map(({ purpose, title, models }) => (
        <section class="model-group" key={purpose} aria-labelledby={`group-${purpose}`}>
          <h3 class="heading" id={`group-${purpose}`}>
            {title}
          </h3>
          {models.map((model) =>
            card(model, {
              isChosen: model.name === view.chosen,
              onChoose: () => onChoose(model.name),
            }),
          )}
        </section>
      ))}
    </div>
  );
}

function HowToRead() {
  return (
    <section class="how-to-read" aria-labelledby="how-to-read">
      <h3 class="heading" id="how-to-read">
        How to read the figures
      </h3>
      <p>
        <b>Clear audio, Telephone, Opus:</b> how much of each of the six emotions is recognised, on average
        (UAR, the unweighted average recall), on audio as it comes from such a line. Guessing gives 17&nbsp;%.
      </p>
      <p>
        <b>Calibration error:</b> how far the model’s probabilities are from how often it is right (ECE, the
        expected calibration error). Less is better.
      </p>
      <p>
        All of it was measured on acted English speech (CREMA-D), by speakers the model had never heard. Your
        calls will differ.
      </p>
    </section>
  );
}
