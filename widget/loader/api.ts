import type { PageSettings } from '../../protocol/index.ts';
import type { CounterbellApi, InitOptions } from './api-types.ts';
import {
  check,
  checkIdentity,
  checkListener,
  checkLocale,
  checkMessage,
} from './check-arguments.ts';
import { report } from './complain.ts';
import { createEventListeners } from './listeners.ts';
import { type ImportModule, importModule as importAddress } from './load-panel.ts';
import { choose, type Given } from './page-choice.ts';
import { allowsHost, askForSettings } from './page-settings.ts';
import { rightOptions } from './right-options.ts';
import { whenIdle } from './when-idle.ts';
import { GONE, QUIET, startWidget, type Widget } from './widget.ts';

/** Does what the page asked for; without a widget where there is none, and will be none. */
type Call = (widget?: Widget) => unknown;

/** What the page's script brings along. */
export interface ApiSurroundings {
  /** What `init` falls back to: the script tag's options. */
  readonly options?: Partial<InitOptions>;
  /** The settings that came inside the script. */
  readonly inlined?: PageSettings | undefined;
  readonly importModule?: ImportModule;
}

/** Makes the public interface. Nothing happens before `init`; a call between `init` and the launcher is kept till then. */
export function createCounterbell(surroundings: ApiSurroundings = {}): CounterbellApi {
  const { on, emit, clear } = createEventListeners();
  let options: Partial<InitOptions> = surroundings.options ?? {};
  let widget: Widget | undefined;
  /** Calls for the widget that is being started; undefined while none is. Its identity tells one start from the next. */
  let waiting: Call[] | undefined;

  function withWidget(call: Call): void {
    if (waiting) waiting.push(call);
    else call(widget);
  }

  /** There will be no widget. */
  function endWait(): void {
    for (const call of waiting ?? []) call();
    waiting = undefined;
  }

  async function begin(calls: Call[]): Promise<void> {
    try {
      await whenIdle();
      const settings = await findSettings();
      if (waiting !== calls) return;
      widget = startWidget(settings);
      waiting = undefined;
      emit('ready', undefined);
      for (const call of calls) call(widget);
    } catch (error) {
      if (waiting !== calls) return;
      endWait();
      // One line for the site's owner, and a page without a chat. What is thrown there are errors.
      report(error as Error);
      emit('error', error as Error);
    }
  }

  async function findSettings() {
    const { site = '' } = options;
    const relay = `${options.relay}`.replace(/\/+$/, '');
    const { inlined, importModule = importAddress } = surroundings;
    const ask = () => askForSettings(relay, site);
    const isInlined = inlined?.site === site && allowsHost(inlined.domains, location.hostname);
    // The copy in the script may be older than the site's last change: where it names other hosts, the relay decides.
    const found = isInlined ? inlined : await ask();
    const load = () => importModule(relay + found.options);
    let reading = choose(found.settings, options, load);
    const choice = await reading;
    /** One after another: to read what is wrong takes longer, and is not to be overtaken. */
    const read = (given: Given) => {
      reading = reading.then(() => choose(choice.settings, given, load));
      return reading;
    };
    const findPanel = async () => relay + (await ask()).panel;
    return { ...found, ...choice, relay, read, on, emit, findPanel, importModule };
  }

  return {
    init(given) {
      options = rightOptions(given ?? options);
      check(options.site && options.relay, 'site and relay are needed');
      if (widget || waiting) return;
      waiting = [];
      void begin(waiting);
    },
    open: () => withWidget((it) => it?.open()),
    close: () => withWidget((it) => it?.close()),
    toggle: () => withWidget((it) => it?.toggle()),
    show: () => withWidget((it) => it?.setVisible(true)),
    hide: () => withWidget((it) => it?.setVisible(false)),
    destroy() {
      widget?.destroy();
      widget = undefined;
      endWait();
      clear();
    },
    on(event, listener) {
      checkListener(event, listener);
      return on(event, listener);
    },
    setTheme: (looks) => withWidget((it) => it?.setLooks(looks)),
    sendMessage(text) {
      checkMessage(text);
      return new Promise((resolve) =>
        withWidget((it) =>
          resolve(it?.withPanel((panel) => panel.send(text)) ?? Promise.reject(new Error(GONE))),
        ),
      );
    },
    endChat: () => withWidget((it) => it?.tryPanel((panel) => panel.endChat())),
    identify(who) {
      checkIdentity(who);
      withWidget((it) => it?.tryPanel((panel) => panel.identify(who)));
    },
    setAttributes: (given) => withWidget((it) => it?.tell({ setAttributes: given })),
    track: (...track) => withWidget((it) => it?.tell({ track })),
    goal: (...goal) => withWidget((it) => it?.tell({ goal })),
    setLocale(tag) {
      checkLocale(tag);
      withWidget((it) => it?.setLocale(tag));
    },
    consent: {
      grant: () => withWidget((it) => it?.decide('granted')),
      deny: () => withWidget((it) => it?.decide('denied')),
      state: () => (widget?.state() ?? QUIET).consent,
    },
    reset: () => withWidget((it) => it?.reset()),
    getState: () => widget?.state() ?? QUIET,
  };
}
