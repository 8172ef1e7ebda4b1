/** What tells the visitor of news while they look elsewhere. */
export { type Attention, createAttention } from './attention.ts';
