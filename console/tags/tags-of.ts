import type { ChatSummary, Tag } from '../../protocol/index.ts';

/** A chat's tags in the order in which they were put on, as they are called now; those that were deleted are left out. */
export function tagsOf(chat: Pick<ChatSummary, 'tags'>, all: readonly Tag[]): Tag[] {
  return chat.tags.flatMap((id) => all.find((tag) => tag.id === id) ?? []);
}

/** The tags that may be put on a chat of this site. */
export function tagsFor(site: string, all: readonly Tag[]): Tag[] {
  return all.filter((tag) => tag.site === null || tag.site === site);
}
