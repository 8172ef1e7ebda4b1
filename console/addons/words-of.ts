import type { Addon, AddonField } from '../../protocol/index.ts';
import { hasWords, t } from '../text/index.ts';

/** Words of an add-on in the console's language, where it came with the relay; a stranger's own words else. */
export function wordsOf({ name, title, description }: Addon) {
  return {
    title: own(`addon-${name}`, title),
    description: own(`addon-${name}-about`, description),
  };
}

/** The same for a setting of it. */
export function fieldWordsOf({ name: addon }: Addon, { name, label, help }: AddonField) {
  return {
    label: own(`addon-${addon}-${name}`, label),
    help: help && own(`addon-${addon}-${name}-help`, help),
  };
}

/** What an add-on is given, in words. */
export function needWords(need: string): string {
  return own(`need-${need}`, need);
}

function own(key: string, given: string): string {
  return hasWords(key) ? t(key) : given;
}
