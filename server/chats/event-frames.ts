import type { Author, ChatId, EventId, OperatorId, VisitorId } from '../../protocol/index.ts';
import type { HintEvent } from '../bus/index.ts';
import type { EventRow } from '../storage/index.ts';

/**
 * The `event` frame as text. The body was checked before it was stored and stands in it as it was stored, so that
 * thousands of readers cost one string.
 */
export function eventFrame(row: EventRow, prev: number, body = row.body): string {
  const author = JSON.stringify(authorOf(row));
  return `{"type":"event","chat":"${row.chat_id}","seq":${row.seq},"prev":${prev},"id":"${row.id}","at":${row.at},"author":${author},"event":${body}}`;
}

/** The `sent` frame as text: ids are UUIDs, which no sign has to be escaped in. */
export function sentFrame(
  id: EventId,
  { chat, seq, at }: { readonly chat: ChatId; readonly seq: number; readonly at: number },
): string {
  return `{"type":"sent","id":"${id}","chat":"${chat}","seq":${seq},"at":${at}}`;
}

/** The frames of one committed event, for every kind of reader. */
export function hintEvent(row: EventRow): HintEvent {
  const toOperator = eventFrame(row, row.seq - 1);
  return {
    seq: row.seq,
    prev: row.seq - 1,
    toOperator,
    visiblePrev: row.visible_prev,
    toVisitor: visitorFrame(row, toOperator),
  };
}

function visitorFrame(row: EventRow, toOperator: string): string | null {
  if (row.audience !== 'all') return null;
  const isSame = row.visible_prev === row.seq - 1 && row.author_role !== 'system';
  return isSame ? toOperator : visitorEventFrame(row);
}

/** The `event` frame of an event that visitors may see, as they see it: of a step of the relay's own, not why it took it. */
export function visitorEventFrame(row: EventRow): string {
  if (row.author_role !== 'system') return eventFrame(row, row.visible_prev);
  // `reason` is left out: a name that is undefined is no part of JSON.
  const body = JSON.stringify({ ...JSON.parse(row.body), reason: undefined });
  return eventFrame(row, row.visible_prev, body);
}

/** Who an event is from, as its reader is told. */
export function authorOf(row: EventRow): Author {
  switch (row.author_role) {
    case 'visitor':
      // The column holds what the relay itself wrote there: the visitor's id.
      return { role: 'visitor', id: row.author_id as VisitorId };
    case 'operator':
      // As above: the operator's id.
      return { role: 'operator', id: row.author_id as OperatorId };
    case 'system':
      return { role: 'system' };
  }
}
