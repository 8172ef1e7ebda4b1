import type { VisitorId } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { latestChatsOf, type Storage } from '../storage/index.ts';

/** Chats of a visitor whose readers are told at once; the latest. */
const MOST_CHATS = 20;

/** What is known of a visitor has changed: whoever has a chat of theirs in the inbox reads its row anew. */
export async function tellChatsOf(
  visitor: VisitorId,
  { storage, bus }: { readonly storage: Storage; readonly bus: Pick<Bus, 'publish'> },
): Promise<void> {
  const chats = await latestChatsOf(storage.read, visitor, MOST_CHATS);
  for (const { id: chat } of chats) bus.publish({ type: 'chat', chat });
}
