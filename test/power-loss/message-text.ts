/** Most repetitions of the filling: messages from 40 characters to some 4,000, so that rows spill over pages. */
const MOST = 256;

/** What a message with this id says: known from the id alone, so that a changed letter is noticed. */
export function textOf(id: string): string {
  const length = Number.parseInt(id.slice(-4), 16);
  // Most are short, as people's are.
  const repetitions = Math.floor(MOST * (length / 0x10000) ** 4);
  return `${id} ${'Is it still there? '.repeat(repetitions)}`.trim();
}
