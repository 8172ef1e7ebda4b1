import type { ChatId, OperatorId, VisitorId } from '../../../protocol/index.ts';
import { answerRepeat, assertFollows, type EarlierEvent, refused } from '../append-rules.ts';
import type { AppendRequest, AppendResult, AppendTarget } from '../port.ts';
import type { ChatRow, EventRow } from '../schema.ts';
import {
  findEvents,
  insertChats,
  insertEvents,
  lockAndCountChats,
  lockChats,
  lockVisitors,
  noteAssigned,
  type Owners,
  openChatsOf,
  ownersOf,
  updateChats,
} from './append-statements.ts';
import type { Session } from './connections.ts';

/** Everything a batch asks for, as it is under the locks, and what the batch makes of it. */
interface Ledger {
  readonly owners: ReadonlySet<Owners>;
  readonly chats: Map<ChatId, ChatRow>;
  readonly openChats: Map<Owners, ChatId>;
  /** By author and id. */
  readonly events: Map<string, EarlierEvent>;
  readonly chatsOf: Map<OperatorId, number>;
  readonly assignedAt: Map<OperatorId, number>;
  readonly inserted: Set<ChatId>;
  readonly updated: Set<ChatId>;
  readonly written: EventRow[];
}

/**
 * Appends a batch in the caller's transaction: what it needs is locked and read at once, decided in memory one request
 * after another, and written at once. So a batch costs the same few round trips, whatever its size.
 */
export async function appendBatch(
  session: Session,
  batch: readonly AppendRequest[],
): Promise<AppendResult[]> {
  const ledger = await readLedger(session, batch);
  const results = batch.map((request) => appendOne(ledger, request));
  const rowsOf = (ids: ReadonlySet<ChatId>) => [...ids].flatMap((id) => ledger.chats.get(id) ?? []);
  await insertChats(session, rowsOf(ledger.inserted));
  await updateChats(session, rowsOf(ledger.updated));
  await insertEvents(session, ledger.written);
  await noteAssigned(session, ledger.assignedAt);
  return results;
}

/** Locks in the order visitors, chats, operators, as everybody does who locks more than one. */
async function readLedger(session: Session, batch: readonly AppendRequest[]): Promise<Ledger> {
  const targets = batch.map(({ target }) => target);
  const visitors = unique(
    targets.flatMap((target) => ('visitor' in target ? target.visitor : [])),
  ) satisfies VisitorId[];
  const owners = await lockVisitors(session, visitors);
  const open = await openChatsOf(session, visitors);
  const rows = await lockChats(session, unique([...open, ...targets.flatMap(namedChat)]));
  const operators = unique(batch.flatMap(({ assignTo }) => assignTo ?? []));
  const chatsOf = await lockAndCountChats(session, operators);
  const earlier = await findEvents(session, batch);
  return {
    owners,
    chats: new Map(rows.map((row) => [row.id, row])),
    openChats: new Map(
      rows.filter(isOpen).map((row) => [ownersOf(row.site_id, row.visitor_id), row.id]),
    ),
    events: new Map(earlier.map((event) => [eventKey(event.author_id, event.id), event])),
    chatsOf: new Map(operators.map((operator) => [operator, chatsOf.get(operator) ?? 0])),
    assignedAt: new Map(),
    inserted: new Set(),
    updated: new Set(),
    written: [],
  };
}

function appendOne(ledger: Ledger, request: AppendRequest): AppendResult {
  const earlier = ledger.events.get(eventKey(request.authorId, request.id));
  if (earlier) return answerRepeat(request, earlier);
  const found = findChat(ledger, request.target);
  const { assignTo } = request;
  const decision = request.decide(found, assignTo ? (ledger.chatsOf.get(assignTo) ?? 0) : 0);
  if ('refuse' in decision) return refused(decision.refuse, decision.detail);
  assertFollows(found, decision);
  const { chat, events } = decision;
  if (!found && !ledger.owners.has(ownersOf(chat.site_id, chat.visitor_id))) {
    // Erased while the request waited: refused here, because a broken foreign key would fail the whole batch.
    return refused('not_found', 'this visitor');
  }
  enter(ledger, found, chat);
  const [first] = events;
  if (assignTo && first) ledger.assignedAt.set(assignTo, first.at);
  for (const event of events) {
    ledger.written.push(event);
    ledger.events.set(eventKey(event.author_id, event.id), event);
  }
  return { outcome: 'appended', chat, events };
}

function findChat(ledger: Ledger, target: AppendTarget): ChatRow | null {
  if ('chat' in target) return ledger.chats.get(target.chat) ?? null;
  const open = ledger.openChats.get(ownersOf(target.site, target.visitor));
  if (open) return ledger.chats.get(open) ?? null;
  const other = target.orElse && ledger.chats.get(target.orElse);
  const isTheirs = other?.visitor_id === target.visitor && other.site_id === target.site;
  return isTheirs ? other : null;
}

/** A chat as it is from now on; later requests of the batch see it. */
function enter(ledger: Ledger, found: ChatRow | null, chat: ChatRow): void {
  if (!found || ledger.inserted.has(chat.id)) ledger.inserted.add(chat.id);
  else ledger.updated.add(chat.id);
  ledger.chats.set(chat.id, chat);
  const owners = ownersOf(chat.site_id, chat.visitor_id);
  if (isOpen(chat)) ledger.openChats.set(owners, chat.id);
  else if (ledger.openChats.get(owners) === chat.id) ledger.openChats.delete(owners);
  if (found) count(ledger, found, -1);
  count(ledger, chat, 1);
}

function count({ chatsOf }: Ledger, { state, operator_id }: ChatRow, change: 1 | -1): void {
  if (state !== 'assigned' && state !== 'active') return;
  const known = operator_id === null ? undefined : chatsOf.get(operator_id);
  if (operator_id !== null && known !== undefined) chatsOf.set(operator_id, known + change);
}

function namedChat(target: AppendTarget): ChatId | [] {
  return 'chat' in target ? target.chat : (target.orElse ?? []);
}

function isOpen({ state }: ChatRow): boolean {
  return state !== 'closed';
}

function eventKey(authorId: string, id: string): string {
  return `${authorId} ${id}`;
}

function unique<Id>(ids: readonly Id[]): Id[] {
  return [...new Set(ids)];
}
