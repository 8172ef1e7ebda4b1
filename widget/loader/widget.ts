import type { PageSettings } from '../../protocol/index.ts';
import { chooseLocale, wantedTags } from '../text/index.ts';
import type { CounterbellState } from './api-types.ts';
import { consentAtLoad, type Decision, isToBeContinued, wipe } from './consent.ts';
import { drawLauncher } from './launcher.ts';
import type { Emit } from './listeners.ts';
import { createPanelLoader, type ImportModule } from './load-panel.ts';
import type { Panel } from './panel-door.ts';

/** What a widget needs to stand on a page. */
export interface WidgetOptions {
  readonly settings: PageSettings;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  readonly emit: Emit;
  /** Asks the relay for the address where the panel's module lies now. */
  readonly findPanel: () => Promise<string>;
  readonly importModule: ImportModule | undefined;
}

/** A widget on the page: its launcher, and the panel once it was needed. */
export interface Widget {
  open(): void;
  close(): void;
  setVisible(isVisible: boolean): void;
  /** Does something with the panel, loaded when needed; rejects where it cannot be. */
  withPanel<Result>(act: (panel: Panel) => Result): Promise<Result>;
  setLocale(tag: string): void;
  decide(choice: Decision['choice']): void;
  reset(): void;
  state(): CounterbellState;
  destroy(): void;
}

/** Draws the launcher and nothing more: no request, cookie, storage or socket until the visitor or the page acts. */
export function startWidget(options: WidgetOptions): Widget {
  const { relay, emit } = options;
  const { site, settings, panel: path } = options.settings;
  const load = createPanelLoader(relay + path, options.findPanel, options.importModule);
  const launcher = drawLauncher(settings.colour);
  let locale = chooseLocale(wantedTags(settings.language));
  let consent = consentAtLoad();
  let starting: Promise<Panel> | undefined;
  /** There once it has started. */
  let panel: Panel | undefined;
  let isOpen = false;
  let isGone = false;
  /** Decisions taken before there was a panel to carry them out; nothing was kept that they could concern. */
  const decisions: Decision[] = [];

  async function start(): Promise<Panel> {
    const { button, root } = launcher;
    const { startPanel } = await load();
    const door = { site, relay, settings, root, consent: consentAtLoad(), button, emit, close };
    const made = await startPanel(door, locale);
    if (isGone) made.destroy();
    panel = made;
    for (const decision of decisions.splice(0)) made.decide(decision);
    return made;
  }

  async function withPanel<Result>(act: (panel: Panel) => Result): Promise<Result> {
    starting ??= start();
    try {
      return act(await starting);
    } catch (error) {
      if (!panel) {
        starting = undefined;
        // What startPanel and load throw are errors.
        if (!isGone) emit('error', error as Error);
      }
      throw error;
    }
  }

  /** The same where nobody waits for it; `error` tells of a failure. */
  function tryPanel(act: (panel: Panel) => void, otherwise: () => void = ignore): void {
    withPanel(act).catch(otherwise);
  }

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    launcher.host.hidden = false;
    launcher.show('loading');
    tryPanel(show, () => {
      isOpen = false;
      launcher.show('closed', locale.panelFailed);
    });
  }

  /** The visitor may have closed it again while it was loading. */
  function show(made: Panel): void {
    if (!isOpen || isGone) return;
    launcher.show('open');
    made.open();
    emit('opened', undefined);
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    launcher.show('closed');
    panel?.close();
    launcher.button.focus();
    emit('closed', undefined);
  }

  function decide(choice: Decision['choice']): void {
    const decision: Decision = { choice, by: 'api', text: '' };
    consent = choice;
    // What is kept, the panel moves or removes; without it, a no still leaves nothing behind.
    if (starting || consentAtLoad() === 'granted') {
      tryPanel((made) => made.decide(decision), wipe);
      return;
    }
    decisions.push(decision);
    if (choice === 'denied') wipe();
    emit('consent', choice);
  }

  function reset(): void {
    decisions.length = 0;
    consent = 'undecided';
    if (starting || consentAtLoad() === 'granted') tryPanel((made) => made.reset(), wipe);
    else wipe();
  }

  launcher.show('closed');
  launcher.button.onclick = () => (isOpen ? close() : open());
  const preload = () => void load().catch(ignore);
  launcher.button.onpointerenter = preload;
  launcher.button.onfocus = preload;
  if (isToBeContinued(consent, site)) tryPanel((made) => made.resume());

  return {
    open,
    close,
    setVisible(isVisible) {
      if (!isVisible) close();
      launcher.host.hidden = !isVisible;
    },
    withPanel,
    setLocale(tag) {
      locale = chooseLocale([tag, ...wantedTags('')]);
      if (starting !== undefined) tryPanel((made) => made.setLocale(locale));
    },
    decide,
    reset,
    state: () => ({
      ...QUIET,
      ready: true,
      consent,
      ...panel?.state(),
      open: isOpen,
      visible: !launcher.host.hidden,
      language: locale.tag,
    }),
    destroy() {
      isGone = true;
      panel?.destroy();
      launcher.host.remove();
    },
  };
}

/** What is known of a widget that is not there. */
export const QUIET: CounterbellState = {
  ready: false,
  open: false,
  visible: false,
  status: 'browsing',
  unread: 0,
  accepting: null,
  connection: 'idle',
  consent: 'undecided',
  language: '',
};

function ignore(): void {
  // The `error` event has told already.
}
