import type { Author, EventBody, OperatorId } from '../../protocol/index.ts';
import type { ChatRow } from '../storage/index.ts';

/** Who let an offered chat pass is not offered it again for so long. */
export const REST_MS = 60_000;

/** Operators who were offered a chat and let it pass lately; `at` in milliseconds since 1970. */
type Missed = readonly { readonly operator: OperatorId; readonly at: number }[];

/** Who may not be offered this chat at this moment, milliseconds since 1970, because they let it pass a moment ago. Pure. */
export function restingFrom({ missed }: Pick<ChatRow, 'missed'>, at: number): OperatorId[] {
  return recent(missed, at).map(({ operator }) => operator);
}

/** Notes in a chat's row, which is the caller's own copy, that this operator let it pass. */
export function noteMissed(row: ChatRow, operator: OperatorId, at: number): void {
  row.missed = JSON.stringify([...recent(row.missed, at), { operator, at }]);
}

/** Notes in a chat's row, which is the caller's own copy, for how long it is offered from `at` on; null: for any time. */
export function noteOffer(row: ChatRow, acceptSeconds: number | null, at: number): void {
  row.offered_until = acceptSeconds === null ? null : at + acceptSeconds * 1_000;
}

/**
 * Notes in a chat's row, which is the caller's own copy, what routing has to know of one more event, of `at` in milliseconds since
 * 1970.
 */
export function markForRouting(row: ChatRow, author: Author, body: EventBody, at: number): void {
  switch (body.kind) {
    case 'message':
    case 'file':
    case 'form':
      row.idle = 0;
      if (author.role === 'operator') markAnswered(row);
      if (author.role === 'visitor' && !isSurvey(body)) {
        // The time that a relay of an earlier version left, when it answered, is not the time of this.
        if (row.awaits_reply === 0) row.awaits_since = null;
        row.awaits_reply = 1;
        row.awaits_since ??= at;
      }
      break;
    case 'assigned':
      // Whoever is given it has one more, however long its visitor has been gone.
      row.idle = 0;
      break;
    case 'joined':
      row.idle = 0;
      row.last_operator_id = body.operator.id;
      row.missed = '';
      break;
    case 'closed':
      row.idle = 0;
      markAnswered(row);
      row.missed = '';
      break;
    case 'transferred':
      // Whoever gave it away does not want it back.
      row.last_operator_id = null;
      row.missed = '';
      if ('group' in body.to) row.group_id = body.to.group.id;
      break;
    case 'reopened':
      // It begins anew, and goes the way of the site's other chats.
      row.group_id = null;
      break;
    default:
  }
}

function markAnswered(row: ChatRow): void {
  row.awaits_reply = 0;
  row.awaits_since = null;
}

function isSurvey(body: EventBody): boolean {
  return body.kind === 'form' && body.form === 'postChat';
}

function recent(missed: string, at: number): Missed {
  if (missed === '') return [];
  const all = JSON.parse(missed) as Missed; // what `noteMissed` wrote
  return all.filter((one) => at - one.at < REST_MS);
}
