/** A piece of a message: text as it is, or a link with its checked address. */
export type TextPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

/**
 * Splits a text into links and what stands between them. Only http and https addresses become links; the parts' texts put
 * together are the text again. Pure, and linear in the text's length.
 * @public
 */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"“”„«»]+/gi)) {
    const address = withoutTrail(found[0]);
    const href = checkedAddress(address);
    if (href === undefined) continue;
    if (found.index > from) parts.push({ type: 'text', text: text.slice(from, found.index) });
    parts.push({ type: 'link', text: address, href });
    from = found.index + address.length;
  }
  if (from < text.length) parts.push({ type: 'text', text: text.slice(from) });
  return parts;
}

/** The sentence's own full stop, comma or closing bracket is not the address's, unless the bracket was opened in it. */
function withoutTrail(address: string): string {
  let end = address.length;
  let open = count(address, '(') - count(address, ')');
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' && open < 0) open += 1;
    else if (!".,:;!?'*_]}…".includes(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

function checkedAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
