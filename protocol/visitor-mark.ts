/** Of a visitor's id so much, from its random end, as hardly any two of a thousand have in common. */
const MARK_LENGTH = 5;

/** By what visitors without a name are told apart: `4A9C7`, always the same for one of them. Pure. */
export function markOf(visitor: string): string {
  return visitor.slice(-MARK_LENGTH).toUpperCase();
}

/** The mark that ends a text such as `Visitor 4A9C7`, in whatever language; undefined where none does. Pure. */
export function markIn(text: string): string | undefined {
  return /(?:^|\s)([0-9a-f]{5})\s*$/i.exec(text)?.[1]?.toUpperCase();
}
