import type { AttributeChanges, LauncherSettings, Track } from '../../protocol/index.ts';
import { complain } from './complain.ts';
import type { Emit } from './listeners.ts';

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
}

/** What a page tells of its visitor, unchecked: the arguments of the call of this name. */
export type Telling =
  | { readonly setAttributes: unknown }
  | { readonly track: readonly unknown[] }
  | { readonly goal: readonly unknown[] };

/** The same, without what is wrong in it. */
export type Told = Track | { readonly kind: 'attributes'; readonly attributes: AttributeChanges };

/** What a page told of its visitor: what has no `kind` is not checked yet, and stays where it is until then. */
export type AllTold = (Told | Telling)[];

/** What a page says after the launcher is there; what it tells of its visitor stands in `told` and is to be checked. */
export type Given =
  | { readonly setTheme: unknown }
  | { readonly told: AllTold; readonly emit: Emit };

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
