// The panel as a test reads and presses it, by its stable hooks.

import type { Page } from 'playwright-core';
import type { ExtensionBrowser } from '../browser/launch.ts';

export type PanelState =
  | 'waiting'
  | 'awaiting-consent'
  | 'listening'
  | 'silence'
  | 'not-speech'
  | 'held'
  | 'ended';

export interface PanelReading {
  readonly score: number | null;
  readonly emotion: string | null;
}

export class CallPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the panel in a tab, as large as a side panel. */
  static async open(
    browser: Pick<ExtensionBrowser, 'openExtensionPage'>,
  ): Promise<{ readonly page: Page; readonly panel: CallPanel }> {
    const page = await browser.openExtensionPage('sidepanel.html', { width: 400, height: 900 });
    return { page, panel: new CallPanel(page) };
  }

  /** Says of the call that comes that its customer was told. */
  async confirmConsent(): Promise<void> {
    await this.untilState('awaiting-consent');
    await this.press('consent-told');
  }

  async untilState(...states: readonly PanelState[]): Promise<void> {
    const any = states.map((state) => `[data-testid="state"][data-state="${state}"]`).join(', ');
    await this.#page.waitForSelector(any, { timeout: 20_000 });
  }

  press(testId: string): Promise<void> {
    return this.#page.getByTestId(testId).click();
  }

  text(testId: string): Promise<string | null> {
    return this.#page.getByTestId(testId).textContent();
  }

  /** What the panel shows at this moment. */
  read(): Promise<PanelReading> {
    return this.#page.evaluate(() => {
      const textOf = (id: string) =>
        document.querySelector(`[data-testid="${id}"]`)?.textContent?.trim() ?? '';
      const score = Number.parseFloat(textOf('score'));
      return { score: Number.isNaN(score) ? null : score, emotion: textOf('emotion') || null };
    });
  }
}
