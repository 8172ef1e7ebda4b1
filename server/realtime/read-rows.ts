import type { ChatId, ToOperatorFrame, VisitorId } from '../../protocol/index.ts';
import { summarise } from '../chats/index.ts';
import { chatOverviews, type Db } from '../storage/index.ts';
import type { RowFrame } from './hub.ts';

/** Reads rows of the inbox as `chat` frames, each encoded once for all operators. */
export async function readRows(
  db: Db,
  chats: readonly ChatId[],
  isOnline: (visitor: VisitorId) => boolean,
): Promise<RowFrame[]> {
  const rows = await chatOverviews(db, chats);
  return rows.map((row) => {
    const frame: ToOperatorFrame = { type: 'chat', chat: summarise(row, isOnline(row.visitor_id)) };
    return { chat: row.id, frame: JSON.stringify(frame) };
  });
}
