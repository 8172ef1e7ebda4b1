import { t } from './translate.ts';

/** That a text has too many characters, `over` of them; undefined where it has not. */
export function tooLong(over: number, limit: number): string | undefined {
  if (over <= 0) return undefined;
  return t('tooLong', { count: over, limit });
}
