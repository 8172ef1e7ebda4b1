import { createStores } from '../../client/index.ts';
import type { CannedResponse, ChatFile, ChatId } from '../../protocol/index.ts';

/** A file of a canned response that goes with the message that is being written. */
export interface KeptToSend {
  readonly response: CannedResponse['id'];
  readonly file: ChatFile;
}

const PREFIX = 'counterbell:draft-files:';
const store = createStores().device;

/** The files that go with what an operator has begun to write in a chat; like the draft they outlive a reload. */
export function readKept(chat: ChatId): readonly KeptToSend[] {
  try {
    // Only this module writes under its prefix.
    return JSON.parse(store.get(PREFIX + chat) ?? '[]') as KeptToSend[];
  } catch {
    // Somebody else's writing.
    return [];
  }
}

/** Keeps them, or forgets them where there are none. */
export function keepKept(chat: ChatId, files: readonly KeptToSend[]): void {
  if (files.length === 0) store.delete(PREFIX + chat);
  else store.set(PREFIX + chat, JSON.stringify(files));
}

/** Those of a draft with those of a response, each once. Pure. */
export function withFilesOf(
  before: readonly KeptToSend[],
  { id, files }: Pick<CannedResponse, 'id' | 'files'>,
): KeptToSend[] {
  const added = files.filter((file) => !before.some((one) => one.file.id === file.id));
  return [...before, ...added.map((file) => ({ response: id, file }))];
}
