/** What is typed after a stroke at the beginning of a word, and where in the text the stroke stands. */
export interface Slash {
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

/** The stroke that is being typed at `caret`, where there is one. Pure. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)\/([\p{L}\p{M}\p{N}-]*)$/u.exec(text.slice(0, caret));
  const query = found?.[1];
  if (query === undefined) return null;
  return { from: caret - query.length - 1, to: caret, query };
}

/** A text with something else in the place of a stroke, and where one goes on to write. Pure. */
export function replaceSlash(
  text: string,
  { from, to }: Pick<Slash, 'from' | 'to'>,
  by: string,
): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + by + text.slice(to), caret: from + by.length };
}
