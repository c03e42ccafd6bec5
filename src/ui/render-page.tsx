// A page of the extension: what every page wears, and its content in the place that its HTML leaves for it.

import './styles/shared.css';
import { type ComponentChild, render } from 'preact';

/** Renders into the element `#app` of the document; does nothing in a document that has none. */
export function renderPage(content: ComponentChild): void {
  const app = document.querySelector('#app');
  if (app) render(content, app);
}
