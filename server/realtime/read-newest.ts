import type { ChatId } from '../../protocol/index.ts';
import type { HintEvent } from '../bus/index.ts';
import { hintEvent } from '../chats/index.ts';
import { type Db, eventsBefore } from '../storage/index.ts';

/** Beyond every number of an event. */
const NO_BOUND = 2_147_483_647;

/** The newest event of a chat, and before it the newest that visitors may see where that is another one. */
export async function readNewest(db: Db, chat: ChatId): Promise<HintEvent[]> {
  const [newest] = await eventsBefore(db, chat, NO_BOUND, 1);
  if (!newest) return [];
  if (newest.audience === 'all') return [hintEvent(newest)];
  const visible = await eventsBefore(db, chat, NO_BOUND, 1, 'all');
  return [...visible, newest].map(hintEvent);
}
