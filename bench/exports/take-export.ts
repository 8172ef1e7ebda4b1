import type { ExportFormat } from '../../protocol/index.ts';
import type { ConsoleApi } from '../../test/helpers/console-api.ts';

/** What came. */
export interface Taken {
  readonly bytes: number;
  /** Lines, less the head of a table. */
  readonly chats: number;
}

const NEW_LINE = '\n'.charCodeAt(0);

/** Asks for all chats as a file and reads it to its end, keeping none of it. Rejects where it breaks off. */
export async function takeExport(
  { url, owner }: { readonly url: string; readonly owner: ConsoleApi },
  format: Exclude<ExportFormat, 'messages'>,
): Promise<Taken> {
  const answer = await fetch(`${url}/api/v1/chats/export?format=${format}`, {
    headers: { cookie: owner.cookie },
  });
  if (!answer.ok || !answer.body) throw new Error(`no export: ${await answer.text()}`);
  let [bytes, lines] = [0, 0];
  for await (const piece of answer.body) {
    bytes += piece.length;
    for (const byte of piece) if (byte === NEW_LINE) lines += 1;
  }
  return { bytes, chats: format === 'json' ? lines : lines - 1 };
}
