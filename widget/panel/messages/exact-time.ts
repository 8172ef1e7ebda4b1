let known: { readonly tag: string; readonly format: Intl.DateTimeFormat } | undefined;

/** A moment in milliseconds as day, date and time, in the words of a language tag. */
export function exactTime(tag: string, at: number): string {
  if (known?.tag !== tag) {
    known = {
      tag,
      format: new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short' }),
    };
  }
  return known.format.format(at);
}
