import type { AttributeChanges, LauncherSettings } from '../../protocol/index.ts';
import { complain } from './complain.ts';

/** A site's settings with what the page says over them. */
export interface WidgetSettings extends Omit<LauncherSettings, 'launcher' | 'isAway'> {
  readonly launcher?: string | undefined;
  readonly isAway?: boolean | undefined;
  readonly embed?: string | undefined;
}

/** What a page chose. */
export interface PageChoice {
  readonly settings: WidgetSettings;
  /** The page's element that opens and closes the panel in place of the launcher. */
  readonly opener: HTMLElement | null;
  /** The page's element that the panel fills. */
  readonly embed: HTMLElement | null;
  /** What it says of its visitor, without what is wrong in it. */
  readonly attributes?: AttributeChanges;
}

/** What a page says after the launcher is there. */
export type Given = { readonly setTheme: unknown } | { readonly setAttributes: unknown };

/** What the module of the options exports. */
export interface OptionsModule {
  readOptions(found: WidgetSettings, given: object): PageChoice;
}

/**
 * Reads what a page says over `found`. That takes a module more, but most pages say only whose the widget is. Where it cannot be
 * loaded, the site's own settings hold.
 */
export async function choose(
  found: WidgetSettings,
  { site, relay, ...given }: object & { site?: unknown; relay?: unknown },
  load: () => Promise<unknown>,
): Promise<PageChoice> {
  if (Object.keys(given)[0]) {
    try {
      const { readOptions } = (await load()) as OptionsModule; // of the same build as this loader, or a later one
      return readOptions(found, given);
    } catch (error) {
      complain(`options not read: ${error}`);
    }
  }
  return { settings: found, opener: null, embed: null };
}
