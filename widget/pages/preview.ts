/** A site's widget as it would be: `/console/preview?site=KEY`, which the console shows beside the forms of its settings. */
import type { VisitorState } from '../../client/index.ts';
import { LANGUAGES, type SitePreview } from '../../protocol/index.ts';
import {
  askForSettings,
  createCounterbell,
  type Looks,
  type PanelModule,
} from '../loader/index.ts';

const key = new URLSearchParams(location.search).get('site') ?? '';
const { origin: relay, hostname } = location;
/** What the console said last. */
let told: SitePreview | undefined;

/** The panel as it is, but connected only when it is touched: to look at it makes no visitor. It shows what the console says. */
async function importPreviewed(address: string): Promise<unknown> {
  const module: object = await import(/* @vite-ignore */ address);
  if (!isPanel(module)) return module;
  const previewed: PanelModule = {
    async startPanel(door, language) {
      const texts = [...LANGUAGES];
      const panel = await module.startPanel(
        { ...door, isUnasked: true, texts, ownTexts, shows, formShown: () => told?.form },
        language,
      );
      return {
        ...panel,
        setLooks: (settings) =>
          panel.setLooks({ ...settings, consent: told?.settings.consent ?? settings.consent }),
      };
    },
  };
  return previewed;
}

/** The options are a module too. */
function isPanel(module: object): module is PanelModule {
  return 'startPanel' in module;
}

function ownTexts(language: string): Readonly<Record<string, string>> {
  return told?.settings.texts[language] ?? {};
}

/** What the relay would say of the site, had it been saved. */
function shows(visitor: VisitorState): VisitorState {
  if (!told) return visitor;
  const { texts: _, ...config } = told.settings;
  const { accepting, reason = null, backAt = null } = told.availability;
  return { ...visitor, config, accepting, reason, backAt };
}

/** What it looks like is shown, whoever is there. */
function looksOf({ colour, welcome, looks }: SitePreview['settings']): Looks {
  const launcher = looks.launcher === 'hidden' ? 'hidden' : 'shown';
  // What is undefined in it is passed over, as in the options of a page.
  return { colour, welcome, ...looks, launcher } as Looks;
}

async function begin(): Promise<void> {
  const { settings: saved, ...found } = await askForSettings(relay, key);
  const { colour, language, consent, css } = saved;
  // Without the looks that are saved: the form may have taken one of them away.
  const settings = { colour, language, consent, css, welcome: '' };
  const inlined = { ...found, relay, domains: [hostname], settings };
  const counterbell = createCounterbell({ inlined, importModule: importPreviewed });
  counterbell.on('ready', () => parent.postMessage('ready', relay));
  addEventListener('message', ({ origin, source, data }: MessageEvent<SitePreview>) => {
    // The console alone, which is of this origin and holds this page.
    if (origin !== relay || source !== parent) return;
    told = data;
    counterbell.setLocale(data.language);
    counterbell.setTheme(looksOf(data.settings));
  });
  counterbell.init({ relay, site: found.site });
  counterbell.open();
}

void begin();
