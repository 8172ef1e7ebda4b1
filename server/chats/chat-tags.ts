import type { TagId } from '../../protocol/index.ts';

/** The tags of a chat, in the order in which they were put on. */
export function tagsOf({ tags }: { readonly tags: string }): TagId[] {
  // Most chats have none; what is there the relay wrote itself.
  return tags === '[]' ? [] : (JSON.parse(tags) as TagId[]);
}

/** A row's tags once one more is put on or taken off. */
export function tagsAfter(tags: string, tag: TagId, on: boolean): string {
  const others = tagsOf({ tags }).filter((one) => one !== tag);
  return JSON.stringify(on ? [...others, tag] : others);
}
