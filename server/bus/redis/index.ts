export type { BusLoss } from './conversation.ts';
export { openRedisBus, type RedisBusOptions } from './redis-bus.ts';
