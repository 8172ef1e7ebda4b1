/** Tags: on chats, in rows, and the list of all. */
export { ChatTags } from './chat-tags.tsx';
export { RowTags } from './row-tags.tsx';
export { TagsSection } from './tags-section.tsx';
