import type { CounterbellEvents, EventName, Listener } from './api-types.ts';

/** Tells everybody who listens for an event. A listener that throws harms nobody else. */
export type Emit = <Name extends EventName>(event: Name, detail: CounterbellEvents[Name]) => void;

export interface EventListeners {
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void;
  readonly emit: Emit;
  clear(): void;
}

export function createEventListeners(): EventListeners {
  const all = new Set<{ event: EventName; call: (detail: unknown) => void }>();
  return {
    on(event, listener) {
      // `emit` hands each entry only the details of its own event.
      const entry = { event, call: listener as (detail: unknown) => void };
      all.add(entry);
      return () => void all.delete(entry);
    },
    emit(event, detail) {
      for (const entry of all) {
        try {
          if (entry.event === event) entry.call(detail);
        } catch (error) {
          // The page's own error belongs to the page: its console and its error handlers get it.
          reportError(error);
        }
      }
    },
    clear: () => all.clear(),
  };
}
