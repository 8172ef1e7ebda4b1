import { complain } from './complain.ts';

/** Whose the widget is; every other option has its form where it is read. */
const PLACE_FORMS = { site: /^cb_[a-z0-9]{20}$/, relay: /^https?:\/\/.+/ };

/** Options without those that are not of their form: each of them costs a line in the page's console, never the widget. */
export function rightOptions(
  given: object,
  forms: Readonly<Record<string, RegExp>> = PLACE_FORMS,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => {
      const form = forms[name];
      const isRight = !form || form.test(`${value}`);
      // The form itself stands in the sentence: it is for programmers, and says more than words of the same length.
      if (!isRight) complain(`${name} must be of the form ${form.source}`);
      return isRight;
    }),
  );
}
