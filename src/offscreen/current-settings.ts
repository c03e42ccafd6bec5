// The settings that running calls follow now, as the background sends them.

import type { NudgeKind } from '../analysis/coaching/nudge.ts';
import { DEFAULT_MODEL, type ModelName } from '../analysis/emotion/catalogue.ts';
import type { CallSettings } from '../extension/settings/call-settings.ts';

export interface CurrentSettingsOptions {
  /** Loads a model. */
  readonly useModel: (name: ModelName) => void;
  readonly setWantedNudges: (kinds: readonly NudgeKind[]) => void;
  readonly onChange: () => void;
}

export class CurrentSettings {
  readonly #options: CurrentSettingsOptions;
  /** Null until the background has sent some. */
  #settings: CallSettings | null = null;

  constructor(options: CurrentSettingsOptions) {
    this.#options = options;
  }

  /** Whether running scores are hidden: by the settings, and until they are known. */
  get hidesRunningScores(): boolean {
    return this.#settings?.scoreTime !== 'during-call';
  }

  /**
   * Takes over settings. The background sends all of them whenever one changes, so the model is loaded only when it is
   * another one: a model that failed must not load again by itself.
   */
  use(settings: CallSettings): void {
    const { useModel, setWantedNudges, onChange } = this.#options;
    const before = this.#settings;
    this.#settings = settings;
    if (settings.model !== before?.model) useModel(settings.model);
    setWantedNudges(settings.nudges);
    onChange();
  }

  /** Loads the default model, because the background can't be asked. Settings that come later take its place. */
  useDefaultModel(): void {
    if (this.#settings === null) this.#options.useModel(DEFAULT_MODEL);
  }
}
