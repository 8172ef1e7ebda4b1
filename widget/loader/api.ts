import type { PageSettings } from '../../protocol/index.ts';
import type { CounterbellApi, InitOptions } from './api-types.ts';
import {
  checkIdentity,
  checkListener,
  checkLocale,
  checkMessage,
  checkOptions,
} from './check-arguments.ts';
import { createEventListeners } from './listeners.ts';
import type { ImportModule } from './load-panel.ts';
import { allowsHost, askForSettings, overridden } from './page-settings.ts';
import { whenIdle } from './when-idle.ts';
import { QUIET, startWidget, type Widget } from './widget.ts';

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
  let waiting: ((widget: Widget) => void)[] | undefined;

  function withWidget(act: (widget: Widget) => void): void {
    if (widget) act(widget);
    else waiting?.push(act);
  }

  async function begin(calls: ((widget: Widget) => void)[]): Promise<void> {
    try {
      await whenIdle();
      const settings = await findSettings();
      if (waiting !== calls) return;
      waiting = undefined;
      widget = startWidget(settings);
      emit('ready', undefined);
      for (const call of calls) call(widget);
    } catch (error) {
      if (waiting === calls) giveUp(error as Error);
    }
  }

  async function findSettings() {
    const { site = '', relay = '' } = options;
    const { inlined, importModule } = surroundings;
    const ask = () => askForSettings(relay, site);
    const isInlined = inlined?.site === site && allowsHost(inlined.domains, location.hostname);
    // The copy in the script may be older than the site's last change: where it names other hosts, the relay decides.
    const settings = overridden(isInlined ? inlined : await ask(), options);
    const findPanel = async () => relay + (await ask()).panel;
    return { relay, settings, emit, findPanel, importModule };
  }

  /** One line for the site's owner, and a page without a chat. */
  function giveUp(reason: Error): void {
    waiting = undefined;
    // biome-ignore lint/suspicious/noConsole: the page's owner looks here when no launcher shows
    console.error(reason.message);
    emit('error', reason);
  }

  return {
    init(given) {
      options = checkOptions(given ?? options);
      if (widget || waiting) return;
      waiting = [];
      void begin(waiting);
    },
    open: () => withWidget((it) => it.open()),
    close: () => withWidget((it) => it.close()),
    toggle: () => withWidget((it) => (it.state().open ? it.close() : it.open())),
    show: () => withWidget((it) => it.setVisible(true)),
    hide: () => withWidget((it) => it.setVisible(false)),
    destroy() {
      widget?.destroy();
      widget = undefined;
      waiting = undefined;
      clear();
    },
    on(event, listener) {
      checkListener(event, listener);
      return on(event, listener);
    },
    sendMessage(text) {
      checkMessage(text);
      return new Promise((resolve, reject) =>
        withWidget((it) => it.withPanel((panel) => panel.send(text)).then(resolve, reject)),
      );
    },
    identify(who) {
      checkIdentity(who);
      withWidget((it) => it.withPanel((panel) => panel.identify(who)));
    },
    setLocale(tag) {
      checkLocale(tag);
      withWidget((it) => it.setLocale(tag));
    },
    consent: {
      grant: () => withWidget((it) => it.decide('granted')),
      deny: () => withWidget((it) => it.decide('denied')),
      state: () => (widget?.state() ?? QUIET).consent,
    },
    reset: () => withWidget((it) => it.reset()),
    getState: () => widget?.state() ?? QUIET,
  };
}
