/** The headless client, published as `counterbell/client`. Knows no screen and no framework. */

export { createConnection } from './connection.ts';
export { type ConsentState, keepingFor } from './consent.ts';
export { browserEnvironment, type Environment } from './environment.ts';
export { createStores } from './key-value-store.ts';
export { createOperatorClient } from './operator-client.ts';
export type * from './types.ts';
export type { UploadTarget } from './upload.ts';
export type { ChosenFile, UploadList } from './upload-list.ts';
export { createVisitorClient } from './visitor-client.ts';
export { RefusedError } from './visitor-list.ts';
