import type { ChatId } from '../../protocol/index.ts';

let wished: ChatId | null = null;

/** Whoever accepts a chat in a list writes in it next, and what they write must not go to the shortcuts. */
export function writeNext(chat: ChatId): void {
  wished = chat;
}

/** Whether this chat, which is opened, is to be written in at once; says so once. */
export function isToWriteIn(chat: ChatId): boolean {
  const isWished = wished === chat;
  wished = null;
  return isWished;
}
