import type Database from 'better-sqlite3';
import { answerRepeat, assertFollows, refused, type Written } from '../append-rules.ts';
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
  return (batch) => batch.map((request) => appendOne(statements, request));
}

function appendOne(statements: AppendStatements, request: AppendRequest): AppendResult {
  const repeat = findRepeat(statements, request);
  if (repeat) return repeat;
  const found = findChat(statements, request.target);
  const decision = request.decide(found, countChats(statements, request));
  if ('refuse' in decision) return refused(decision.refuse, decision.detail);
  assertFollows(found, decision);
  const result = write(statements, found, decision);
  noteAssigned(statements, request, result);
  return result;
}

function findRepeat(statements: AppendStatements, request: AppendRequest): AppendResult | null {
  const first = statements.findEvent.get(request.authorId, request.id);
  return first ? answerRepeat(request, first) : null;
}

function findChat(statements: AppendStatements, target: AppendTarget): ChatRow | null {
  if ('chat' in target) return statements.findChat.get(target.chat) ?? null;
  const open = statements.findOpenChat.get(target.site, target.visitor);
  if (open || target.orElse === undefined) return open ?? null;
  const other = statements.findChat.get(target.orElse);
  const isTheirs = other?.visitor_id === target.visitor && other.site_id === target.site;
  return isTheirs ? other : null;
}

function countChats(statements: AppendStatements, { assignTo }: AppendRequest): number {
  if (assignTo === undefined) return 0;
  return statements.countChats.get(assignTo)?.chats ?? 0;
}

function noteAssigned(
  statements: AppendStatements,
  { assignTo }: AppendRequest,
  result: AppendResult,
): void {
  const at = result.outcome === 'appended' ? result.events[0]?.at : undefined;
  if (assignTo !== undefined && at !== undefined) statements.noteAssigned.run(at, assignTo);
}

function write(
  statements: AppendStatements,
  found: ChatRow | null,
  { chat, events }: Written,
): AppendResult {
  if (found) statements.updateChat.run(chat);
  else if (!statements.hasOwners.get(chat.site_id, chat.visitor_id)) {
    // Erased while the request waited: refused here, because a broken foreign key would fail the whole batch.
    return refused('not_found', 'this visitor');
  } else statements.insertChat.run(chat);
  for (const event of events) {
    statements.insertEvent.run(event);
    statements.insertOutbox.run(event.chat_id, event.seq);
  }
  return { outcome: 'appended', chat, events };
}
