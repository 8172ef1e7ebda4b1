/** Finding what was said, and chats by filters: what words are, the index's keeper, and what is shown of a hit. */
export { type Archive, createArchive } from './archive.ts';
export { type Indexer, indexBatch, startIndexer } from './indexer.ts';
export { scanChats } from './scan-chats.ts';
export { scanHits } from './scan-hits.ts';
export { createSearch, type Search } from './search.ts';
export { type Wanted, wantedBy } from './words.ts';
