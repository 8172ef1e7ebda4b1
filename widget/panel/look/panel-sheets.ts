import { makeStyleSheet } from '../../look/index.ts';
import { composerCss } from '../composer/index.ts';
import { headerCss } from '../header/index.ts';
import { messagesCss } from '../messages/index.ts';
import notices from './notices.css?inline';
import panel from './panel.css?inline';

/** The style sheets of what is on first sight, one a visible thing. */
export function panelSheets(): CSSStyleSheet[] {
  return [panel, headerCss, messagesCss, notices, composerCss].map(makeStyleSheet);
}
