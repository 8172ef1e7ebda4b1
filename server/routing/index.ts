/** Which operator gets which chat, and who waits where. */
export { createRouting, type Place, type Routing } from './routing.ts';
