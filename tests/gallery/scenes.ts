// Every state of panel, popup and the extension's pages, by name.

import { DIAGNOSTICS_SCENES } from './scenes/diagnostics.ts';
import { OPTIONS_SCENES } from './scenes/options.ts';
import { PANEL_SCENES } from './scenes/panel.ts';
import { POPUP_SCENES } from './scenes/popup.ts';
import { REVIEW_SCENES } from './scenes/review.ts';
import { WELCOME_SCENES } from './scenes/welcome.ts';

export const SCENE_NAMES = [
  ...Object.keys(PANEL_SCENES).map((name) => `panel/${name}`),
  ...Object.keys(POPUP_SCENES).map((name) => `popup/${name}`),
  ...Object.keys(OPTIONS_SCENES).map((name) => `options/${name}`),
  ...Object.keys(REVIEW_SCENES).map((name) => `review/${name}`),
  ...Object.keys(WELCOME_SCENES).map((name) => `welcome/${name}`),
  ...Object.keys(DIAGNOSTICS_SCENES).map((name) => `diagnostics/${name}`),
];
