import type { ChatId, EventBody } from '../../protocol/index.ts';
import { type ChatStatus, NEW_CHAT, nextStatus } from '../../protocol/reduce-chat.ts';

/** An event as it stands in the database. */
export interface StepRow {
  readonly chat: ChatId;
  readonly seq: number;
  readonly body: EventBody;
}

/** What the log says about all chats: a sentence for every step that should not have been. Rows come chat by chat, by `seq`. */
export function checkAssignments(rows: readonly StepRow[]): string[] {
  const breaches: string[] = [];
  let before: StepRow | undefined;
  let status: ChatStatus = NEW_CHAT;
  for (const row of rows) {
    const isFirst = row.chat !== before?.chat;
    if (isFirst) {
      if (before) breaches.push(...unfinished(before.chat, status));
      status = NEW_CHAT;
    }
    const due = isFirst ? 1 : (before?.seq ?? 0) + 1;
    const where = `chat ${row.chat}, seq ${row.seq}`;
    if (row.seq !== due) breaches.push(`${where}: ${due} belongs there`);
    const fault = faultOf(row.body, status);
    if (fault) breaches.push(`${where}: ${fault}`);
    status = nextStatus(status, row.body);
    before = row;
  }
  if (before) breaches.push(...unfinished(before.chat, status));
  return breaches;
}

function unfinished(chat: ChatId, { state }: ChatStatus): string[] {
  return state === 'closed' ? [] : [`chat ${chat} ends as ${state}`];
}

/** Why a step may not follow where a chat stands; the operators of a race accept only what was given to them. */
function faultOf(body: EventBody, { state, operator }: ChatStatus): string | undefined {
  switch (body.kind) {
    case 'assigned':
      return state === 'queued' ? undefined : `assigned while ${state}`;
    case 'joined':
      if (state !== 'assigned') return `accepted while ${state}`;
      return operator?.id === body.operator.id ? undefined : 'accepted by somebody else';
    case 'closed':
      return state === 'active' ? undefined : `closed while ${state}`;
    case 'reopened':
      return state === 'closed' ? undefined : `reopened while ${state}`;
    case 'queued':
      if (state === 'queued') return 'queued twice';
      return state === 'active' ? 'queued while active' : undefined;
    case 'message':
    case 'note':
    case 'form':
      return undefined;
  }
}
