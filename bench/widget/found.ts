import type { ChatInUse, HeapAfter } from './chat-in-use.ts';
import type { Sizes } from './sizes.ts';
import type { Subject } from './subject.ts';
import type { Visit, WorkAtLoad } from './visit.ts';

/** One visit with everything that was measured of it. */
export interface Run {
  readonly alone: WorkAtLoad;
  readonly visit: Visit;
}

/** Everything that was found, in all repetitions. */
export interface Found {
  readonly sizes: Sizes;
  readonly visits: ReadonlyMap<Subject, readonly Run[]>;
  /** The page without a widget. */
  readonly bare: Subject;
  readonly ours: Subject;
  /** By how long the chat is, the shortest first. */
  readonly chats: readonly (readonly ChatInUse[])[];
  readonly heaps: readonly HeapAfter[];
}
