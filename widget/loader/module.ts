/** The npm module: `import { counterbell } from 'counterbell'`. Importing it does nothing, on a server too. */
import { createCounterbell } from './api.ts';
import type { CounterbellApi } from './api-types.ts';

export type * from './api-types.ts';

/** The widget of this page; begins with `counterbell.init({ relay, site })`. */
export const counterbell: CounterbellApi = createCounterbell();
