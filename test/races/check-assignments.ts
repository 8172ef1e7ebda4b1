import type { ChatId, EventBody, OperatorId } from '../../protocol/index.ts';
import { type ChatStatus, NEW_CHAT, nextStatus } from '../../protocol/reduce-chat.ts';

/** An event as it stands in the database. */
export interface StepRow {
  readonly chat: ChatId;
  readonly seq: number;
  readonly body: EventBody;
}

/** What the log says about all chats. */
export interface Checked {
  /** A sentence for every step that should not have been. */
  readonly breaches: readonly string[];
  /** Accepted by whom it had been offered to, when it had just been given back: allowed, as anybody may accept what waits. */
  readonly late: number;
}

/** Checks every step of every chat. Rows come chat by chat, by `seq`. */
export function checkAssignments(rows: readonly StepRow[]): Checked {
  const breaches: string[] = [];
  const offered = new Set<OperatorId>();
  let late = 0;
  let before: StepRow | undefined;
  let status: ChatStatus = NEW_CHAT;
  for (const row of rows) {
    const isFirst = row.chat !== before?.chat;
    if (isFirst) {
      if (before) breaches.push(...unfinished(before.chat, status));
      status = NEW_CHAT;
      offered.clear();
    }
    const due = isFirst ? 1 : (before?.seq ?? 0) + 1;
    const where = `chat ${row.chat}, seq ${row.seq}`;
    if (row.seq !== due) breaches.push(`${where}: ${due} belongs there`);
    const fault = faultOf(row.body, status, offered);
    if (fault) breaches.push(`${where}: ${fault}`);
    if (row.body.kind === 'assigned') offered.add(row.body.operator.id);
    if (!fault && row.body.kind === 'joined' && !isTheirs(row.body, status)) late += 1;
    status = nextStatus(status, row.body);
    before = row;
  }
  if (before) breaches.push(...unfinished(before.chat, status));
  return { breaches, late };
}

function unfinished(chat: ChatId, { state }: ChatStatus): string[] {
  return state === 'closed' ? [] : [`chat ${chat} ends as ${state}`];
}

/** Whether a chat waits for exactly this operator. */
function isTheirs(body: Extract<EventBody, { kind: 'joined' }>, status: ChatStatus): boolean {
  return status.state === 'assigned' && status.operator?.id === body.operator.id;
}

/** Why a step may not follow where a chat stands; the operators of a race accept only what was offered to them. */
function faultOf(
  body: EventBody,
  { state }: ChatStatus,
  offered: ReadonlySet<OperatorId>,
): string | undefined {
  switch (body.kind) {
    case 'assigned':
      return state === 'queued' ? undefined : `assigned while ${state}`;
    case 'joined':
      if (state !== 'assigned' && state !== 'queued') return `accepted while ${state}`;
      return offered.has(body.operator.id)
        ? undefined
        : 'accepted by somebody it was never offered';
    case 'closed':
      return state === 'active' ? undefined : `closed while ${state}`;
    case 'reopened':
      return state === 'closed' ? undefined : `reopened while ${state}`;
    case 'queued':
      if (state === 'queued') return 'queued twice';
      return state === 'active' ? 'queued while active' : undefined;
    case 'message':
    case 'note':
    case 'file':
    case 'form':
    case 'rating':
    case 'tagged':
      return undefined;
  }
}
