/** The headless client, published as `counterbell/client`. Knows no screen and no framework. */
export type * from './types.ts';
