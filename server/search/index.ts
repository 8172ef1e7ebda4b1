/** Finding what was said: what words are, the index's keeper, and what is shown of a hit. */
export { type Indexer, indexBatch, startIndexer } from './indexer.ts';
export { createSearch, type Search } from './search.ts';
