import { en, type Words } from './en.ts';

/** English, of which every panel has the first words; grows when the rest of it is loaded. */
export const english: Partial<Words> = { ...en };

/** Loads the words for what is not shown at first. Other languages have all of them in one file, but may fall back to English. */
export async function loadLaterWords(): Promise<void> {
  const { enLater } = await import('./en-later.ts');
  Object.assign(english, enLater);
}
