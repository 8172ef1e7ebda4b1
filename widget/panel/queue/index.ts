/** The place in the queue. */
export { QueuePosition } from './queue-position.tsx';
