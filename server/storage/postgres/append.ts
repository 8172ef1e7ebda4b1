import type { ChatId } from '../../../protocol/index.ts';
import { createLedger, type Ledger } from '../ledger.ts';
import type { AppendRequest, AppendResult, AppendTarget } from '../port.ts';
import {
  findEvents,
  insertChats,
  insertEvents,
  lockAndCountChats,
  lockChats,
  lockVisitors,
  noteAssigned,
  openChatsOf,
  putTags,
  updateChats,
} from './append-statements.ts';
import type { Session } from './connections.ts';

/** Appends a batch in the caller's transaction, in the same few round trips whatever its size. */
export async function appendBatch(
  session: Session,
  batch: readonly AppendRequest[],
): Promise<AppendResult[]> {
  const ledger = await readLedger(session, batch);
  const results = batch.map(ledger.append);
  await updateChats(
    session,
    ledger.updatedChats().map(({ now }) => now),
  );
  await putTags(
    session,
    ledger.updatedChats().flatMap(({ before, now }) => (before.tags === now.tags ? [] : now)),
  );
  await insertChats(session, ledger.insertedChats());
  await insertEvents(session, ledger.events);
  await noteAssigned(session, ledger.assignedAt);
  return results;
}

/** Locks in the order visitors, chats, operators, as everybody does who locks more than one. */
async function readLedger(session: Session, batch: readonly AppendRequest[]): Promise<Ledger> {
  const targets = batch.map(({ target }) => target);
  const visitors = unique(targets.flatMap((target) => ('visitor' in target ? target.visitor : [])));
  const owners = await lockVisitors(session, visitors);
  const open = await openChatsOf(session, visitors);
  const chats = await lockChats(session, unique([...open, ...targets.flatMap(namedChat)]));
  const operators = unique(batch.flatMap(({ assignTo }) => assignTo ?? []));
  const counts = await lockAndCountChats(session, operators);
  const chatsOf = new Map(operators.map((operator) => [operator, counts.get(operator) ?? 0]));
  return createLedger({ owners, chats, chatsOf, events: await findEvents(session, batch) });
}

function namedChat(target: AppendTarget): ChatId | [] {
  return 'chat' in target ? target.chat : (target.orElse ?? []);
}

function unique<Id>(ids: readonly Id[]): Id[] {
  return [...new Set(ids)];
}
