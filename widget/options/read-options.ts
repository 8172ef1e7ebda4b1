import { looksCss } from '../../protocol/index.ts';
import { complain, type PageChoice, rightOptions, type WidgetSettings } from '../loader/index.ts';
import { FORMS } from './forms.ts';
import { isKeeping, keepTold } from './keep-told.ts';

/**
 * What a page says over its site's settings. A wrong option is left out and costs a line in the page's console, never the widget;
 * what is no option of ours, such as another script's attribute, is passed over.
 */
export function readOptions(found: WidgetSettings, given: object): PageChoice {
  if (isKeeping(given)) keepTold(given);
  const said = 'setTheme' in given ? rightLooks(given.setTheme) : given;
  const ours = Object.entries(said).filter(
    ([name, value]) => Object.hasOwn(FORMS, name) && value !== '' && value !== undefined,
  );
  const right = rightOptions(Object.fromEntries(ours), FORMS);
  // The forms are those of the types, but for what attributes say as text: a language of any tag, and numbers.
  const settings = { ...found, ...right } as WidgetSettings;
  // Where the page says whether there is a launcher, the site does not.
  const isAway = right.launcher === undefined && right.embed === undefined && found.isAway;
  return {
    settings: { ...settings, isAway, css: looksCss(settings) },
    opener: elementOf(right.launcher),
    embed: elementOf(right.embed),
  };
}

/** What `setTheme` was given: other than a script tag it holds nothing of other scripts, so what is no option of ours is named. */
function rightLooks(looks: unknown): object {
  if (typeof looks !== 'object' || looks === null) {
    complain('looks must be an object');
    return {};
  }
  for (const name of Object.keys(looks)) {
    if (!Object.hasOwn(FORMS, name)) complain(`there is no option ${name.slice(0, 64)}`);
  }
  return looks;
}

/** The page's element that an option names by `#id`; a line in its console where there is none. */
function elementOf(option: unknown): HTMLElement | null {
  if (typeof option !== 'string' || !option.startsWith('#')) return null;
  const element = document.getElementById(option.slice(1));
  if (!element) complain(`there is no element ${option}`);
  return element;
}
