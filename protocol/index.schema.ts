/** Every schema of the protocol, for the relay and the tests. Browsers take `index.ts`, which holds none. */
export * from './api.schema.ts';
export * from './events.schema.ts';
export * from './explain.schema.ts';
export * from './frames.schema.ts';
export * from './ids.schema.ts';
export * from './site-settings.schema.ts';
export * from './text.schema.ts';
