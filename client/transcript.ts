import { answerAsText, type ChatView, type Said, type Step } from '../protocol/index.ts';

/**
 * How a transcript is saved: as plain text, or as a page that needs nothing besides itself.
 * @public
 */
export type TranscriptForm = 'text' | 'page';

/** What a transcript says besides what was said, in its reader's language. */
export interface TranscriptWords {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  /** Who said it. */
  author(said: Said): string;
  /** A step in words; empty leaves it out. */
  step(step: Step): string;
  day(at: number): string;
  time(at: number): string;
}

/** A file to be saved. */
export interface TranscriptFile {
  /** With the date of the chat's last event: `chat-2026-11-25.txt`. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

interface Line {
  readonly day: string;
  readonly time: string;
  /** Empty for a step. */
  readonly author: string;
  readonly text: string;
}

/**
 * The conversation as a file, as its visitor saw it: never with notes. Pure.
 * @public
 */
export function transcriptOf(
  view: Pick<ChatView, 'items'>,
  words: TranscriptWords,
  form: TranscriptForm,
): TranscriptFile {
  const lines = view.items.flatMap((item) => lineOf(item, words));
  const date = dateOf(view.items.at(-1)?.at ?? 0);
  return form === 'text'
    ? { name: `chat-${date}.txt`, type: 'text/plain;charset=utf-8', text: asText(lines, words) }
    : { name: `chat-${date}.html`, type: 'text/html;charset=utf-8', text: asPage(lines, words) };
}

function lineOf(item: Said | Step, words: TranscriptWords): Line[] {
  const when = { day: words.day(item.at), time: words.time(item.at) };
  if (item.type === 'step') {
    const text = words.step(item);
    return text === '' ? [] : [{ ...when, author: '', text: inOneLine(text) }];
  }
  if (item.body.kind === 'note') return [];
  return [{ ...when, author: inOneLine(words.author(item)), text: textOf(item.body) }];
}

function textOf(body: Exclude<Said['body'], { kind: 'note' }>): string {
  switch (body.kind) {
    case 'message':
      return `${body.text}`;
    case 'file':
      return `[${body.file.name}]`;
    case 'form':
      return body.answers.map(answerAsText).join('\n');
  }
}

/** A name must not look like a line of its own. */
function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The local day, in the way that sorts. */
function dateOf(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function asText(lines: readonly Line[], words: TranscriptWords): string {
  const written = lines.map((line, index) => {
    const head = line.day === lines[index - 1]?.day ? '' : `\n${line.day}\n\n`;
    // Further lines of a message stand further in, so that none passes for somebody else's.
    const text = line.text.replaceAll(/\r\n|[\n\r\u2028\u2029]/g, '\n    ');
    return line.author === ''
      ? `${head}[${line.time}] — ${text} —`
      : `${head}[${line.time}] ${line.author}: ${text}`;
  });
  return `${inOneLine(words.title)}\n${written.join('\n')}\n`;
}

/** Nothing is loaded or run by the page, whoever opens it from wherever. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}' +
  'h2{margin:2rem 0 .5rem;font-size:1rem}p{margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}' +
  'time,i{opacity:.75}i{font-style:normal}';

function asPage(lines: readonly Line[], { title, language, direction }: TranscriptWords): string {
  const written = lines.map((line, index) => {
    const head = line.day === lines[index - 1]?.day ? '' : `<h2>${escaped(line.day)}</h2>\n`;
    const time = `<time>${escaped(line.time)}</time>`;
    return line.author === ''
      ? `${head}<p>${time} <i>${escaped(line.text)}</i></p>`
      : `${head}<p>${time} <b>${escaped(line.author)}</b>\n<span dir="auto">${escaped(line.text)}</span></p>`;
  });
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}" dir="${direction}">`,
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<h1>${escaped(title)}</h1>`,
    ...written,
    '</html>\n',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
