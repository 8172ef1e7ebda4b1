/** Which operator gets which chat, and who waits where. */
export type { Place } from './lines.ts';
export { createRouting, type RoutedSite, type Routing } from './routing.ts';
