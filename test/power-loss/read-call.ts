/** A system call as strace prints it. */
export interface Call {
  readonly name: string;
  /** What stands in the brackets; texts and paths are in hexadecimal (`-xx`). */
  readonly args: string;
  /** What it gave back, -1 for an error; `unfinished` while another thread is printed in between. */
  readonly result: number | 'unfinished';
}

const UNFINISHED = '<unfinished ...>';
/** A number, the path of an opened file, the name and words of an error. */
const RESULT = /\) += (-?\d+)(?:<[^>]*>)?(?: [A-Z]\w* \([^()]*\))?$/;
const HEX_TEXT = /"((?:\\x[0-9a-f]{2})*)"/g;

/** Reads `name(args) = result`, without the thread before it; undefined for signals, exits and the like. */
export function readCall(text: string): Call | undefined {
  const bracket = text.indexOf('(');
  const name = text.slice(0, Math.max(0, bracket));
  if (!/^\w+$/.test(name)) return undefined;
  if (text.endsWith(UNFINISHED)) {
    return { name, args: text.slice(bracket + 1, -UNFINISHED.length), result: 'unfinished' };
  }
  const ending = RESULT.exec(text);
  if (!ending) return undefined;
  return { name, args: text.slice(bracket + 1, ending.index), result: Number(ending[1]) };
}

/** The path behind the file descriptor that is the call's first argument: `21</data/counterbell.db>`. */
export function fileOf({ args }: Call): string | undefined {
  const path = /^\d+<([^>]*)>/.exec(args)?.[1];
  return path === undefined ? undefined : String(decodeHex(path));
}

/** Every text among the arguments; of one that strace has cut, what it shows. */
export function stringsOf({ args }: Call): Buffer[] {
  return [...args.matchAll(HEX_TEXT)].map(([, hex = '']) => decodeHex(hex));
}

/** `\x2f\x64…` as the bytes it stands for; anything else as it is. */
function decodeHex(text: string): Buffer {
  if (!text.startsWith('\\x')) return Buffer.from(text);
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
