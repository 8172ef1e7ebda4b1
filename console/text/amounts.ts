import { perLocale } from './translate.ts';

/** By the currency, as each is asked for. */
const currencies = perLocale((tag) => ({ tag, made: new Map<string, Intl.NumberFormat>() }));

/** An amount of money. `currency` is three capital letters, of which browsers write any. */
export function writeAmount(currency: string, amount: number): string {
  const { tag, made } = currencies();
  const format = made.get(currency) ?? new Intl.NumberFormat(tag, { style: 'currency', currency });
  made.set(currency, format);
  return format.format(amount);
}
