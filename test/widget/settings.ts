import type { EventId, PageSettings, SiteKey } from '../../protocol/index.ts';
import type { CounterbellApi } from '../../widget/loader/api-types.ts';
import type { OptionsModule } from '../../widget/loader/page-choice.ts';
import type { Panel, PanelDoor, PanelModule } from '../../widget/loader/panel-door.ts';
import { readOptions } from '../../widget/options/main.ts';

/** A site's key as it stands in a snippet. */
export const SITE = 'cb_abcdefghij0123456789' as SiteKey;
export const RELAY = 'https://chat.example.org';

/** Settings as the relay puts them into the script; happy-dom's page is on localhost. */
export function pageSettings(changes: Partial<PageSettings> = {}): PageSettings {
  return {
    site: SITE,
    relay: RELAY,
    panel: '/widget/panel-AAAAAAAA.js',
    options: '/widget/options-AAAAAAAA.js',
    domains: ['localhost'],
    settings: { colour: '#4f46e5', welcome: '', language: 'en', consent: 'banner', css: '' },
    texts: [],
    ...changes,
  };
}

/** A panel's module that draws nothing and writes down what it is asked, and the real one of the options. */
export interface RecordedPanel extends PanelModule, OptionsModule {
  readonly calls: [name: string, ...args: unknown[]][];
  /** What the loader handed over. */
  door: PanelDoor | undefined;
}

export function recordedPanel(): RecordedPanel {
  const calls: RecordedPanel['calls'] = [];
  const record =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const recorded: RecordedPanel = {
    calls,
    door: undefined,
    readOptions,
    startPanel(door, language) {
      recorded.door = door;
      const panel: Panel = {
        open: record('open'),
        close: record('close'),
        send(text) {
          calls.push(['send', text]);
          return '01920000-0000-7000-8000-000000000000' as EventId;
        },
        endChat: record('endChat'),
        identify: record('identify'),
        setLooks: record('setLooks'),
        setLocale: record('setLocale'),
        resume: record('resume'),
        decide: record('decide'),
        reset: record('reset'),
        state: () => ({
          status: 'browsing',
          unread: 0,
          accepting: null,
          connection: 'idle',
          consent: 'undecided',
          language,
        }),
        destroy: record('destroy'),
      };
      return Promise.resolve(panel);
    },
  };
  return recorded;
}

/** Resolves when the launcher is drawn. */
export function ready(counterbell: CounterbellApi): Promise<void> {
  return new Promise((resolve) => counterbell.on('ready', () => resolve()));
}
