import type { CounterbellEvents } from './api-types.ts';

/** The page's events, and those that the widget's parts tell one another. */
interface AllEvents extends CounterbellEvents {
  /** There is something in `told`. */
  readonly told: undefined;
}

type EventName = keyof AllEvents;

/** Tells everybody who listens for an event. A listener that throws harms nobody else. */
export type Emit = <Name extends EventName>(event: Name, detail: AllEvents[Name]) => void;

export interface EventListeners {
  on<Name extends EventName>(event: Name, listener: (detail: AllEvents[Name]) => void): () => void;
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
