import type { Section } from '../section.ts';
import { forms } from './forms.tsx';
import { general } from './general.tsx';
import { hours } from './hours.tsx';
import { identity } from './identity.tsx';
import { install } from './install.tsx';
import { looks } from './looks.tsx';
import { texts } from './texts.tsx';

export { FirstLooks } from './first-looks.tsx';
export { hours } from './hours.tsx';
export { install } from './install.tsx';
export { NameAndDomains } from './name-and-domains.tsx';
export { WidgetLanguage } from './widget-language.tsx';

/** The sections of a site's page in their order; the first one is where a site begins. */
export const SECTIONS: readonly [Section, ...Section[]] = [
  general,
  install,
  looks,
  forms,
  hours,
  identity,
  texts,
];
