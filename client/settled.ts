import type { EventId } from '../protocol/index.ts';
import type { Listeners } from './listeners.ts';
import type { Outbox } from './outbox.ts';
import type { Refusal } from './types.ts';

/** Resolves once an entry is no longer on its way: with null, or with the reason where it was refused for good. */
export function settled(
  outbox: Outbox,
  listeners: Listeners,
  id: EventId,
): Promise<Refusal | null> {
  return new Promise((resolve) => {
    const leave = listeners.subscribe(look);
    function look(): void {
      const entry = outbox.list().find((one) => one.id === id);
      if (entry?.state.name === 'sending') return;
      leave();
      resolve(entry?.state.name === 'failed' ? entry.state : null);
    }
    look();
  });
}
