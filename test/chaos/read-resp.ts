/** What ends with its own line: simple strings, errors, integers, null, doubles, booleans, big numbers (RESP2 and RESP3). */
const LINES = '+-:_,#(';
/** A length in bytes, then so many and a line's end: bulk strings, bulk errors, verbatim strings. */
const BULKS = '$!=';
/** A count, then so many values; maps and attributes have two for each. */
const LISTS = '*~>%|';
const PAIRED = '%|';

/**
 * Where the value of Redis's protocol that begins at `at` ends, as the index of the first byte behind it; undefined while it
 * is not there whole. Throws where no value begins.
 */
export function endOfValue(bytes: Buffer, at = 0): number | undefined {
  const lineEnd = bytes.indexOf('\r\n', at);
  if (lineEnd === -1) return undefined;
  const type = String.fromCharCode(bytes[at] ?? 0);
  const next = lineEnd + 2;
  if (LINES.includes(type)) return next;
  const count = Number(bytes.toString('latin1', at + 1, lineEnd));
  if (!Number.isInteger(count)) throw new Error(`no length where one belongs, after ${type}`);
  if (BULKS.includes(type)) return endOfBulk(bytes, next, count);
  if (!LISTS.includes(type)) throw new Error(`no value of Redis begins with ${type}`);
  let end: number | undefined = next;
  const values = PAIRED.includes(type) ? count * 2 : count;
  for (let value = 0; value < values && end !== undefined; value += 1) {
    end = endOfValue(bytes, end);
  }
  return end;
}

/** A null has the length -1 and nothing behind it. */
function endOfBulk(bytes: Buffer, start: number, length: number): number | undefined {
  if (length < 0) return start;
  const end = start + length + 2;
  return end <= bytes.length ? end : undefined;
}

/** What a value says to a subscriber: the text of a `message` or `smessage`; undefined for every other value. */
export function messageIn(value: Buffer): string | undefined {
  const head = /^[*>]3\r\n\$\d+\r\ns?message\r\n\$(\d+)\r\n/.exec(value.toString('latin1', 0, 64));
  if (!head) return undefined;
  // The channel, its line's end, and the length of the text.
  const afterChannel = head[0].length + Number(head[1]) + 2;
  const textStart = value.indexOf('\r\n', afterChannel) + 2;
  return value.toString('utf8', textStart, value.length - 2);
}
