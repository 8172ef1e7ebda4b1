import { createStores } from '../../client/index.ts';
import type { ChatId } from '../../protocol/index.ts';

const PREFIX = 'counterbell:draft:';
const NOTE_PREFIX = 'counterbell:draft-note:';
const store = createStores().device;

/** What an operator has begun to write in a chat; it outlives a reload. */
export function readDraft(chat: ChatId): string {
  return store.get(PREFIX + chat) ?? '';
}

/** Whether it was begun as a note for colleagues, and must not become a message to the visitor. */
export function isNoteDraft(chat: ChatId): boolean {
  return store.get(NOTE_PREFIX + chat) !== undefined;
}

/** Keeps a draft, or forgets it where it is empty. Without more it stays the note or message that it was. */
export function keepDraft(chat: ChatId, text: string, isNote = isNoteDraft(chat)): void {
  if (text === '') store.delete(PREFIX + chat);
  else store.set(PREFIX + chat, text);
  if (text === '' || !isNote) store.delete(NOTE_PREFIX + chat);
  else store.set(NOTE_PREFIX + chat, '1');
}
