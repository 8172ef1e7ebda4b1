import type { PageSettings } from '../../protocol/index.ts';
import type { CounterbellState, Looks } from './api-types.ts';
import {
  type ConsentName,
  consentAtLoad,
  type Decision,
  isToBeContinued,
  wipe,
} from './consent.ts';
import { drawLauncher } from './launcher.ts';
import type { Emit, EventListeners } from './listeners.ts';
import { createPanelLoader, type ImportModule } from './load-panel.ts';
import type { AllTold, Given, PageChoice, Telling } from './page-choice.ts';
import type { PageModule } from './page-door.ts';
import type { Panel } from './panel-door.ts';

/** What a widget needs to stand on a page. */
export interface WidgetOptions
  extends PageChoice,
    Pick<PageSettings, 'site' | 'panel' | 'page' | 'texts'> {
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  readonly on: EventListeners['on'];
  readonly emit: Emit;
  /** Asks the relay for the address where the panel's module lies now. */
  readonly findPanel: () => Promise<string>;
  readonly importModule: ImportModule;
  /** Reads what the page says now over the settings. */
  readonly read: (given: Given) => Promise<PageChoice>;
}

/** A widget on the page: its launcher, and the panel once it was needed. */
export interface Widget {
  open(): void;
  close(): void;
  toggle(): void;
  setVisible(isVisible: boolean): void;
  /** Does something with the panel, loaded when needed; rejects where it cannot be. */
  withPanel<Result>(act: (panel: Panel) => Result): Promise<Result>;
  /** The same where nobody waits for it; `error` tells of a failure. */
  tryPanel(act: (panel: Panel) => void): void;
  /** In place of what an earlier call said. */
  setLooks(looks: Looks): Promise<void>;
  /** Keeps it for whoever has a line to the relay, or will have. */
  tell(given: Telling): void;
  setLocale(tag: string): void;
  decide(choice: Decision['choice']): void;
  reset(): void;
  state(): CounterbellState;
  destroy(): void;
}

/** Why a call that gives a promise cannot be made. */
export const GONE = 'Counterbell: init() is needed';

/** In English, whatever the visitor speaks: the words of all languages come with the panel. */
const PANEL_FAILED = 'The chat could not be loaded. Press to try again.';

/** Draws the launcher and nothing more: no request, cookie, storage or socket until the visitor or the page acts. */
export function startWidget(options: WidgetOptions): Widget {
  const { site, relay, emit, embed } = options;
  let { settings } = options;
  const load = createPanelLoader(relay + options.panel, options.findPanel, options.importModule);
  const launcher = drawLauncher();
  /** What opens and closes the panel: ours, or the page's own in its place. */
  const opener = options.opener ?? launcher.button;
  const end = new AbortController();
  const told: AllTold = [];
  let language: string = settings.language;
  let consent = consentAtLoad();
  let starting: Promise<Panel> | undefined;
  /** There once it has started. */
  let panel: Panel | undefined;
  let isOpen = false;
  let isGone = false;
  /** Decisions taken before there was a panel to carry them out; nothing was kept that they could concern. */
  const decisions: Decision[] = [];

  async function start(): Promise<Panel> {
    const { startPanel } = await load();
    const door = {
      ...options,
      ...launcher,
      settings,
      told,
      consent: consentAtLoad(),
      reopen: open,
      close,
    };
    const made = await startPanel(door, language);
    if (isGone) made.destroy();
    panel = made;
    for (const decision of decisions.splice(0)) made.decide(decision);
    return made;
  }

  async function withPanel<Result>(act: (panel: Panel) => Result): Promise<Result> {
    starting ??= start();
    try {
      const made = await starting;
      // Perhaps it was destroyed meanwhile: a panel that is asked for anything then would connect again.
      if (isGone) throw new Error(GONE);
      return act(made);
    } catch (error) {
      if (!panel) {
        starting = undefined;
        // What startPanel and load throw are errors.
        if (!isGone) emit('error', error as Error);
      }
      throw error;
    }
  }

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
      launcher.button.hidden = false;
      launcher.show('closed', PANEL_FAILED);
    });
  }

  /** The visitor may have closed it again while it was loading. */
  function show(made: Panel): void {
    if (!isOpen) return;
    launcher.show('open');
    made.open();
    emit('opened', undefined);
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    launcher.show('closed');
    panel?.close();
    opener.focus();
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
    told.length = 0;
    consent = 'undecided';
    if (starting || consentAtLoad() === 'granted') tryPanel((made) => made.reset(), wipe);
    else wipe();
  }

  function state(): CounterbellState {
    return {
      ...QUIET,
      ready: true,
      consent,
      ...panel?.state(),
      open: isOpen,
      visible: !launcher.host.hidden,
    };
  }

  function dress(): void {
    launcher.setLooks(settings.css);
    // While nobody is there, the panel brings it back for who has a chat.
    launcher.button.hidden =
      settings.launcher === 'hidden' || Boolean(options.opener ?? embed ?? settings.isAway);
  }

  function toggle(): void {
    if (isOpen) close();
    else open();
  }

  /** Where the site shows operators who is on it: those who agreed, by a module that nobody else loads. */
  function beSeen(now: ConsentName): void {
    if (!options.page || now !== 'granted') return;
    options
      .importModule(relay + options.page)
      // Of the same build as this loader, or a later one.
      .then((module) => (module as PageModule).beSeen({ ...options, told, end, state, tryPanel }))
      .catch(ignore);
  }

  launcher.show('closed');
  dress();
  const preload = () => void load().catch(ignore);
  opener.addEventListener('click', toggle, end);
  for (const near of ['pointerenter', 'focus']) opener.addEventListener(near, preload, end);
  if (embed) open();
  if (isToBeContinued(consent, site)) tryPanel((made) => made.resume());
  options.on('consent', beSeen);
  beSeen(consent);

  return {
    open,
    close,
    toggle,
    setVisible(isVisible) {
      if (!isVisible) close();
      launcher.host.hidden = !isVisible;
    },
    withPanel,
    tryPanel,
    async setLooks(looks) {
      settings = (await options.read({ setTheme: looks })).settings;
      dress();
      if (starting) tryPanel((made) => made.setLooks(settings));
    },
    tell(given) {
      told.push(given);
      void options.read({ told, emit });
    },
    setLocale(tag) {
      language = tag;
      if (starting) tryPanel((made) => made.setLocale(tag));
    },
    decide,
    reset,
    state,
    destroy() {
      isGone = true;
      end.abort();
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
