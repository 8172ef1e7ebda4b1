import type { PageSettings } from '../../protocol/index.ts';
import { createCounterbell } from './api.ts';
import { takeOver } from './early-calls.ts';
import { optionsOfTag } from './page-settings.ts';

/** The argument of the function that the relay puts around this script; without `?site=` there is no such name. */
declare const __COUNTERBELL_PAGE_SETTINGS__: PageSettings | undefined;

const NAME = 'Counterbell';

/** Starts the widget of a script tag. A second tag on the same page does nothing. */
function begin(): void {
  const inlined =
    typeof __COUNTERBELL_PAGE_SETTINGS__ === 'undefined'
      ? undefined
      : __COUNTERBELL_PAGE_SETTINGS__;
  // A list of early calls, an object of options, or nothing: `init` checks what is used of it.
  const before = Reflect.get(window, NAME) ?? [];
  if ('destroy' in before) return;
  const { currentScript } = document;
  const [calls, given] = Array.isArray(before) ? [before, {}] : [[], before];
  const options = {
    ...inlined,
    ...(currentScript instanceof HTMLScriptElement && optionsOfTag(currentScript)),
    ...given,
  };
  const api = createCounterbell({ options, inlined });
  api.init();
  Reflect.set(window, NAME, takeOver(api, calls));
}

begin();
