import type Database from 'better-sqlite3';
import type { ChatId, OperatorId } from '../../../protocol/index.ts';
import { CHANGING_CHAT_COLUMNS, MESSAGE_CHAT_COLUMNS } from '../columns.ts';
import { createLedger, type Found, type Ledger, type Owners, ownersOf } from '../ledger.ts';
import type { AppendRequest, AppendResult, AppendTarget } from '../port.ts';
import type { ChatRow } from '../schema.ts';
import { type AppendStatements, prepareAppend } from './append-statements.ts';

/**
 * The hot path, by hand: statements are prepared once, and a batch runs without giving way to anything else. The caller
 * opens and commits the transaction. Throws what `decide` or SQLite throw.
 */
export function createAppend(
  database: Database.Database,
): (batch: readonly AppendRequest[]) => AppendResult[] {
  const statements = prepareAppend(database);
  return (batch) => {
    const ledger = createLedger(read(statements, batch));
    const results = batch.map(ledger.append);
    write(statements, ledger);
    return results;
  };
}

function read(statements: AppendStatements, batch: readonly AppendRequest[]): Found {
  const owners = new Set<Owners>();
  const chats = new Map<ChatId, ChatRow>();
  const chatsOf = new Map<OperatorId, number>();
  const events: Found['events'][number][] = [];
  const asked = new Set<Owners>();

  function readChat(chat: ChatId): ChatRow | undefined {
    const row = chats.get(chat) ?? statements.findChat(chat);
    if (row) chats.set(chat, row);
    return row;
  }

  function readTarget(target: AppendTarget): void {
    if ('chat' in target) readChat(target.chat);
    else readChatOf(target);
  }

  function readChatOf({ site, visitor, orElse }: Exclude<AppendTarget, { chat: unknown }>): void {
    const key = ownersOf(site, visitor);
    const named = orElse && readChat(orElse);
    const isTheirs = named && isOf(named, site, visitor);
    // A chat has owners: they may begin another one where this one is closed earlier in the batch.
    if (isTheirs) owners.add(key);
    // There is one open chat at most, and mostly the client knows it.
    if ((isTheirs && named.state !== 'closed') || asked.has(key)) return;
    asked.add(key);
    const open = statements.findOpenChat(site, visitor);
    if (open) chats.set(open.id, open);
    if (open || statements.hasOwners(site, visitor)) owners.add(key);
  }

  for (const { target, authorId, id, assignTo } of batch) {
    readTarget(target);
    const event = statements.findEvent(authorId, id);
    if (event) events.push({ ...event, author_id: authorId, id });
    if (assignTo) chatsOf.set(assignTo, statements.countChats(assignTo));
  }
  return { owners, chats: [...chats.values()], chatsOf, events };
}

function isOf(chat: ChatRow, site: string, visitor: string): boolean {
  return chat.site_id === site && chat.visitor_id === visitor;
}

function write(statements: AppendStatements, ledger: Ledger): void {
  for (const { before, now } of ledger.updatedChats()) {
    if (isMoreMessages(before, now)) statements.addMessages(now);
    else statements.updateChat(now);
    if (before.tags !== now.tags) statements.putTags(now);
  }
  for (const chat of ledger.insertedChats()) statements.insertChat(chat);
  for (const event of ledger.events) statements.insertEvent(event);
  for (const [operator, at] of ledger.assignedAt) statements.noteAssigned(at, operator);
}

const STEADY_COLUMNS = CHANGING_CHAT_COLUMNS.filter(
  (column) => !MESSAGE_CHAT_COLUMNS.some((one) => one === column),
);

function isMoreMessages(before: ChatRow, now: ChatRow): boolean {
  return STEADY_COLUMNS.every((column) => before[column] === now[column]);
}
