/** Finding what was said. */
export { SearchField } from './search-field.tsx';
export { SearchResults } from './search-results.tsx';
export { type Search, useSearch } from './use-search.ts';
