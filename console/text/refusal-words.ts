import { sizeIn } from '../../client/later.ts';
import { asText, type RefusalValues } from '../../protocol/index.ts';
import { weekdayName } from './times.ts';
import { canFill, hasWords, language, type TextKey, t, type Values } from './translate.ts';

/** Why the relay did not do something, as its answers and frames tell it. */
export interface Refusal {
  readonly code: string;
  /** The relay's sentence, in English. */
  readonly reason: string;
  /** The path of the input that is wrong, such as `settings.colour`. */
  readonly field?: string | undefined;
  /** What the sentence names. */
  readonly values?: RefusalValues | undefined;
  /** What the input is called on the screen; by default what the end of its path is called. */
  readonly label?: TextKey | undefined;
}

/**
 * A refusal in the console's language, with what it names filled in. The relay's own sentence stands for what the console has no
 * words for: a code or a fault of a later version, and what an add-on says.
 */
export function refusalWords({ code, reason, field = '', values = {}, label }: Refusal): string {
  const key = code === 'invalid' ? `fault-${values.fault ?? ''}` : `refusal-${code}`;
  const called = label === undefined ? fieldWords(field) : t(label);
  const named: Values = { ...values, ...sizeOf(values), field: called };
  return hasWords(key) && canFill(key, named) ? t(key, named) : asText(reason);
}

/** The relay counts in bytes. */
function sizeOf({ limit }: RefusalValues): Values {
  return typeof limit === 'number' ? { size: sizeIn(language.value, limit) } : {};
}

/** Parts of paths under a name that the console gives them. */
const FIELDS: Readonly<Record<string, TextKey>> = {
  acceptSeconds: 'groupAccept',
  chatLimit: 'chatLimit',
  colour: 'colour',
  domains: 'domains',
  email: 'email',
  fields: 'fields',
  files: 'responseFiles',
  height: 'looks-height',
  holidays: 'holidays',
  keepMinutes: 'groupKeep',
  label: 'fieldLabel',
  layer: 'looks-layer',
  links: 'guardLinks',
  logo: 'looks-logo',
  members: 'groupMembers',
  missLimit: 'groupMisses',
  name: 'name',
  note: 'mode-note',
  options: 'fieldOptions',
  password: 'password',
  picture: 'photo',
  present: 'presentPassword',
  q: 'search',
  queueLimit: 'queueLimit',
  radius: 'looks-radius',
  reason: 'banReason',
  repeats: 'guardRepeats',
  secret: 'addon-webhook-secret',
  shortcut: 'shortcut',
  sites: 'sites',
  steps: 'steps',
  text: 'responseText',
  texts: 'siteTexts',
  timeZone: 'timeZone',
  title: 'formTitle',
  url: 'addon-webhook-url',
  week: 'week',
  welcome: 'welcome',
  width: 'looks-width',
  x: 'looks-x',
  y: 'looks-y',
};

/** The language and the name of a text of the widget, as they stand in a path. */
const TEXT = /(?:^|\.)texts\.[^.]+\.(\w+)/;

/** A day of the week, 0 is Monday, as it stands in a path. */
const WEEKDAY = /(?:^|\.)week\.(\d)(?:\.|$)/;

/** What the last part of a path that has a name is called, and its place where it is one of several: `domains.0` is the first. */
function fieldWords(field: string): string {
  const text = TEXT.exec(field);
  if (text) return textWords(`text-${text[1]}`);
  const day = WEEKDAY.exec(field);
  if (day) return weekdayName(Number(day[1]));
  const parts = field.split('.');
  const at = parts.findLastIndex((part) => Object.hasOwn(FIELDS, part));
  const key = FIELDS[parts[at] ?? ''];
  if (!key) return field === '' ? t('someField') : field;
  const place = Number(parts[at + 1]);
  return Number.isInteger(place) ? t('fieldAt', { field: t(key), place: place + 1 }) : t(key);
}

function textWords(key: string): string {
  return t(hasWords(key) ? key : 'siteTexts');
}
