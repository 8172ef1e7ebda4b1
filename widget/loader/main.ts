import type { PageSettings } from '../../protocol/index.ts';
import { createCounterbell } from './api.ts';
import { report } from './complain.ts';
import { takeOver } from './early-calls.ts';
import { TWICE } from './launcher.ts';
import { optionsOfTag } from './page-settings.ts';
import { rightOptions } from './right-options.ts';

/** The argument of the function that the relay puts around this script; without `?site=` there is no such name. */
declare const __COUNTERBELL_PAGE_SETTINGS__: PageSettings | undefined;

declare global {
  interface Window {
    /** Before this script the page's own: early calls, or options. */
    Counterbell?: object;
  }
}

/** Starts the widget of a script tag. Throws where the tag is wrong or a second one. */
function begin(): void {
  const inlined =
    typeof __COUNTERBELL_PAGE_SETTINGS__ === 'undefined'
      ? undefined
      : __COUNTERBELL_PAGE_SETTINGS__;
  // A list of early calls, an object of options, or nothing. What is wrong in one place leaves what the others say.
  const before = window.Counterbell ?? [];
  if ('destroy' in before) throw new Error(TWICE);
  const { currentScript } = document;
  const [calls, given] = Array.isArray(before) ? [before, {}] : [[], before];
  const options = {
    ...(currentScript && 'src' in currentScript && optionsOfTag(currentScript)),
    ...rightOptions(given),
  };
  const api = createCounterbell({ options, inlined });
  window.Counterbell = takeOver(api, calls);
  api.init();
}

try {
  begin();
} catch (error) {
  // For the page's owner to read, not for the page's error handlers. What `begin` throws are errors.
  report(error as Error);
}
