import { makeStyleSheet } from '../../look/index.ts';
import { composerCss } from '../composer/index.ts';
import { headerCss } from '../header/index.ts';
import { listCss } from '../messages/index.ts';
import dark from './dark.css?inline';
import notices from './notices.css?inline';
import panel from './panel.css?inline';

/** When the dark colours hold. */
const DARK = { auto: '(prefers-color-scheme: dark)', light: 'not all', dark: 'all' } as const;

export type Scheme = keyof typeof DARK;

/** The style sheets of what is on first sight, one a visible thing, and what chooses between light and dark. */
export function panelSheets() {
  const darkSheet = makeStyleSheet(dark);
  const sheets = [panel, headerCss, listCss, notices, composerCss].map(makeStyleSheet);
  return {
    sheets: [...sheets, darkSheet],
    setScheme(scheme: Scheme = 'auto') {
      darkSheet.media.mediaText = DARK[scheme];
    },
  };
}
