import { perLocale } from './translate.ts';

const counts = perLocale((tag) => new Intl.NumberFormat(tag));
/** By the currency, as each is asked for. */
const currencies = perLocale((tag) => ({ tag, made: new Map<string, Intl.NumberFormat>() }));

/** A number as the reader writes it. */
export function writeNumber(number: number): string {
  return counts().format(number);
}

/** An amount of money. `currency` is three capital letters, of which browsers write any. */
export function writeAmount(currency: string, amount: number): string {
  const { tag, made } = currencies();
  const format = made.get(currency) ?? new Intl.NumberFormat(tag, { style: 'currency', currency });
  made.set(currency, format);
  return format.format(amount);
}
