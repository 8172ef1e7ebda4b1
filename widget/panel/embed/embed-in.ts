import { makeStyleSheet } from '../../look/index.ts';
import css from './embed.css?inline';

/** Moves the widget into an element of the page, which the panel then fills. The launcher goes with it, unseen. */
export function embedIn(element: HTMLElement, root: ShadowRoot): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, makeStyleSheet(css)];
  element.append(root.host);
}
