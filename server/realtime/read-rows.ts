import type { ChatId, ToOperatorFrame, VisitorId } from '../../protocol/index.ts';
import { summarise } from '../chats/index.ts';
import { chatOverviews, type Db } from '../storage/index.ts';

/** Reads rows of the inbox as `chat` frames, each encoded once for all operators. */
export async function readRows(
  db: Db,
  chats: readonly ChatId[],
  isOnline: (visitor: VisitorId) => boolean,
): Promise<string[]> {
  const rows = await chatOverviews(db, chats);
  return rows.map((row) => {
    const frame: ToOperatorFrame = { type: 'chat', chat: summarise(row, isOnline(row.visitor_id)) };
    return JSON.stringify(frame);
  });
}
