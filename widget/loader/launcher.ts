import { makeStyleSheet } from '../look/index.ts';
import css from './launcher.css?inline';

/** The round button, on an element of its own with a shadow root that the panel shares. */
export interface Launcher {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** Custom properties for the style sheets: `looksCss`. */
  setLooks(css: string): void;
  /** `problem` is shown beside the button; empty takes it away. */
  show(state: 'closed' | 'loading' | 'open', problem?: string): void;
}

const NAME = 'counterbell-widget';

/** What the page's owner reads where a second widget was to begin: by another tag, or by a tag and the module. */
export const TWICE = 'Counterbell: already on this page.';

/** Draws the launcher. Fixed in its corner, so it moves nothing on the page. Throws where the page has one. */
export function drawLauncher(): Launcher {
  if (document.querySelector(NAME)) throw new Error(TWICE);
  const host = document.createElement(NAME);
  const root = host.attachShadow({ mode: 'open' });
  const look = makeStyleSheet('');
  root.adoptedStyleSheets = [look, makeStyleSheet(css)];
  const frame = add(root, 'aside');
  const problem = add(frame, 'p');
  const button = add(frame, 'button');
  // The icon: its shape is in the style sheet, and follows the button's state.
  add(button, 'i');
  problem.role = 'alert';
  problem.lang = 'en';
  button.className = 'start';
  // The same word in all languages we speak; whether it is open is the button's state, not its name.
  frame.ariaLabel = 'Chat';
  button.ariaLabel = 'Chat';

  // Beside the body, not in it: pages that swap their body between views keep the widget.
  document.documentElement.append(host);
  return {
    host,
    root,
    button,
    setLooks: (next) => look.replaceSync(next),
    show(state, said = '') {
      button.ariaExpanded = `${state === 'open'}`;
      button.toggleAttribute('aria-busy', state === 'loading');
      problem.textContent = said;
    },
  };
}

function add<Tag extends keyof HTMLElementTagNameMap>(parent: ParentNode, tag: Tag) {
  const element = document.createElement(tag);
  parent.append(element);
  return element;
}
