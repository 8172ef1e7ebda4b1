import type {
  ChatId,
  EventBody,
  Group,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../protocol/index.ts';

/** Who works here, and what was set before the day began. */
export interface House {
  /** Most chats that each has at once. */
  readonly limits: ReadonlyMap<OperatorId, number>;
  /** The oldest first. */
  readonly groups: readonly Group[];
}

/** An event as it stands in the log. */
export interface LoggedEvent {
  readonly chat: ChatId;
  readonly site: SiteId;
  readonly visitor: VisitorId;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: 'visitor' | 'operator' | 'system';
  readonly body: EventBody;
}

/**
 * Whether an operator is there and accepts chats, as they know themselves: `here` once the relay has told them so and until they
 * want otherwise, `away` from then on until they want to be back, `unsure` between.
 */
export type Stand = 'here' | 'unsure' | 'away';

export interface StandMark {
  readonly operator: OperatorId;
  readonly is: Stand;
}

/** What happened in a day, in the order in which it did. */
export type DayEntry = { readonly event: LoggedEvent } | { readonly mark: StandMark };

/** An event and its place among those of all chats. */
export interface PlacedEvent {
  readonly row: number;
  readonly event: LoggedEvent;
}

/** A mark, and the place of the last event that was stored when it was made. */
export interface PlacedMark {
  readonly after: number;
  readonly mark: StandMark;
}

/** Puts marks between the events that they were made between. Both come in their order. Pure. */
export function inOneOrder(
  events: readonly PlacedEvent[],
  marks: readonly PlacedMark[],
): DayEntry[] {
  const entries: DayEntry[] = [];
  let next = 0;
  function addMarksBefore(row: number): void {
    for (let one = marks[next]; one && one.after < row; one = marks[next]) {
      entries.push({ mark: one.mark });
      next += 1;
    }
  }
  for (const { row, event } of events) {
    addMarksBefore(row);
    entries.push({ event });
  }
  addMarksBefore(Number.POSITIVE_INFINITY);
  return entries;
}
