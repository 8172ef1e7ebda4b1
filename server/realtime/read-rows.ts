import type { ChatId, ToOperatorFrame } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { chatOverviews, type Db } from '../storage/index.ts';
import type { RowFrame } from './inbox-rows.ts';
import { summariseAll } from './read-inbox.ts';

/** Reads rows of the inbox as `chat` frames, each encoded once for all operators. */
export async function readRows(db: Db, bus: Bus, chats: readonly ChatId[]): Promise<RowFrame[]> {
  const summaries = await summariseAll(bus, await chatOverviews(db, chats));
  return summaries.map((chat) => {
    const frame: ToOperatorFrame = { type: 'chat', chat };
    return { chat: chat.id, site: chat.site.id, frame: JSON.stringify(frame) };
  });
}
