import { createStores } from '../../client/index.ts';
import type { ChatId } from '../../protocol/index.ts';

const PREFIX = 'counterbell:draft:';
const store = createStores().device;

/** What an operator has begun to write in a chat; it outlives a reload. */
export function readDraft(chat: ChatId): string {
  return store.get(PREFIX + chat) ?? '';
}

/** Keeps a draft, or forgets it where it is empty. */
export function keepDraft(chat: ChatId, text: string): void {
  if (text === '') store.delete(PREFIX + chat);
  else store.set(PREFIX + chat, text);
}
