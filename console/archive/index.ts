/** Finding chats and what was said in them: beside the inbox's lists, and the archive's own screen. */
export { Archive } from './archive.tsx';
export { walkHits } from './hit-focus.ts';
export { SearchField } from './search-field.tsx';
export { SearchResults } from './search-results.tsx';
export { type Search, useSearch } from './use-search.ts';
