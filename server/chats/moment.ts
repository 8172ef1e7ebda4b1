import type { EventId } from '../../protocol/index.ts';
import type { NewEvent } from './write-events.ts';

/** Time and ids come in from outside, so that every rule of a chat is a pure function. */
export interface Moment {
  readonly at: number;
  /** Makes the id of one of the relay's own events. */
  readonly newEventId: () => EventId;
}

/** One of the relay's own steps. */
export function systemEvent(moment: Moment, body: NewEvent['body']): NewEvent {
  return { id: moment.newEventId(), author: { role: 'system' }, body };
}
