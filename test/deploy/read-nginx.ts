/** One directive of an nginx configuration, with those in its block. */
export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  /** Null: the directive ends with a semicolon. */
  readonly block: readonly Directive[] | null;
}

/** Reads what our nginx.conf uses of the format: directives, blocks, quoted words, comments. Throws where a block or a semicolon is missing. */
export function readNginx(text: string): readonly Directive[] {
  const tokens = text.replaceAll(/#.*$/gm, '').match(/'[^']*'|[{};]|[^\s{};]+/g) ?? [];
  const rest = [...tokens];
  const directives = readBlock(rest);
  if (rest.length > 0) throw new Error('a block ends that did not begin');
  return directives;
}

function readBlock(rest: string[]): Directive[] {
  const found: Directive[] = [];
  let words: string[] = [];
  while (rest.length > 0 && rest[0] !== '}') {
    const token = rest.shift() ?? '';
    if (token !== ';' && token !== '{') {
      words.push(token);
      continue;
    }
    const [name = '', ...others] = words;
    found.push({ name, words: others, block: token === '{' ? readWhole(rest, name) : null });
    words = [];
  }
  if (words.length > 0) throw new Error(`no semicolon after ${words.join(' ')}`);
  return found;
}

function readWhole(rest: string[], name: string): Directive[] {
  const block = readBlock(rest);
  if (rest.shift() !== '}') throw new Error(`the block of ${name} does not end`);
  return block;
}

/** The directives of this name in a block. */
export function named(block: readonly Directive[] | null, name: string): readonly Directive[] {
  return (block ?? []).filter((directive) => directive.name === name);
}
