import type { ChatId, ToOperatorFrame } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { summarise } from '../chats/index.ts';
import { chatOverviews, type Db } from '../storage/index.ts';
import type { RowFrame } from './hub.ts';

/** Reads rows of the inbox as `chat` frames, each encoded once for all operators. */
export async function readRows(db: Db, bus: Bus, chats: readonly ChatId[]): Promise<RowFrame[]> {
  const rows = await chatOverviews(db, chats);
  const here = await bus.presence.visitorsHere(rows.map(({ visitor_id }) => visitor_id));
  return rows.map((row) => {
    const frame: ToOperatorFrame = { type: 'chat', chat: summarise(row, here.has(row.visitor_id)) };
    return { chat: row.id, frame: JSON.stringify(frame) };
  });
}
