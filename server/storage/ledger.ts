import type { ChatId, OperatorId } from '../../protocol/index.ts';
import { answerRepeat, assertFollows, type EarlierEvent, refused } from './append-rules.ts';
import type { AppendRequest, AppendResult, AppendTarget } from './port.ts';
import type { ChatRow, EventRow } from './schema.ts';

/** A site and a visitor of it, as one key of a map. */
export type Owners = `${string} ${string}`;

export const ownersOf = (site: string, visitor: string): Owners => `${site} ${visitor}`;

/** An event of an author. */
type EarlierOf = EarlierEvent & { readonly author_id: string; readonly id: string };

/** What an engine read of the log for a batch, under its locks. */
export interface Found {
  /** Sites with visitors of theirs, of those who may begin a chat. */
  readonly owners: Iterable<Owners>;
  readonly chats: readonly ChatRow[];
  /** Events of the batch's authors and ids that came before. */
  readonly events: readonly EarlierOf[];
  /** How many chats, assigned or active and not idle, the operators have whom the batch gives some. */
  readonly chatsOf: ReadonlyMap<OperatorId, number>;
}

/**
 * What a batch makes of the log, decided in memory one request after another: an engine reads at once what all of them ask
 * about, and writes at once what came of it, each chat's row once.
 */
export interface Ledger {
  append(request: AppendRequest): AppendResult;
  /** To be inserted after the others are updated, of which one may make room by being closed, and before `events`. */
  insertedChats(): readonly ChatRow[];
  /** Each with the row that was read. */
  updatedChats(): readonly { readonly before: ChatRow; readonly now: ChatRow }[];
  /** In the order of the requests. */
  readonly events: readonly EventRow[];
  /** When operators were given a chat last. */
  readonly assignedAt: ReadonlyMap<OperatorId, number>;
}

export function createLedger(found: Found): Ledger {
  const owners = new Set(found.owners);
  const before = new Map(found.chats.map((row) => [row.id, row]));
  const chats = new Map(before);
  const openChats = new Map(found.chats.filter(isOpen).map((row) => [ownersOfChat(row), row.id]));
  /** By their ids, which two authors hardly ever share. */
  const earlier = new Map<string, EarlierOf[]>();
  for (const event of found.events) noteEvent(event);
  const chatsOf = new Map(found.chatsOf);
  const assignedAt = new Map<OperatorId, number>();
  const changed = new Set<ChatId>();
  const events: EventRow[] = [];

  function noteEvent(event: EarlierOf): void {
    const others = earlier.get(event.id);
    if (others) others.push(event);
    else earlier.set(event.id, [event]);
  }

  function findChat(target: AppendTarget): ChatRow | null {
    if ('chat' in target) return chats.get(target.chat) ?? null;
    const open = openChats.get(ownersOf(target.site, target.visitor));
    if (open) return chats.get(open) ?? null;
    const other = target.orElse && chats.get(target.orElse);
    const isTheirs = other?.visitor_id === target.visitor && other.site_id === target.site;
    return isTheirs ? other : null;
  }

  /** A chat as it is from now on; later requests of the batch see it. */
  function enter(last: ChatRow | null, chat: ChatRow): void {
    changed.add(chat.id);
    chats.set(chat.id, chat);
    const key = ownersOfChat(chat);
    if (isOpen(chat)) openChats.set(key, chat.id);
    else if (openChats.get(key) === chat.id) openChats.delete(key);
    if (last) count(last, -1);
    count(chat, 1);
  }

  function count({ state, operator_id, idle }: ChatRow, change: 1 | -1): void {
    if (idle || (state !== 'assigned' && state !== 'active')) return;
    const known = operator_id === null ? undefined : chatsOf.get(operator_id);
    if (operator_id !== null && known !== undefined) chatsOf.set(operator_id, known + change);
  }

  function changedRows(): ChatRow[] {
    return [...changed].flatMap((id) => chats.get(id) ?? []);
  }

  return {
    append(request) {
      const first = earlier
        .get(request.id)
        ?.find(({ author_id }) => author_id === request.authorId);
      if (first) return answerRepeat(request, first);
      const last = findChat(request.target);
      const { assignTo } = request;
      const decision = request.decide(last, assignTo ? (chatsOf.get(assignTo) ?? 0) : 0);
      if ('refuse' in decision) return refused(decision.refuse, decision.detail);
      assertFollows(last, decision);
      const { chat } = decision;
      if (!last && !owners.has(ownersOfChat(chat))) {
        // Erased while the request waited: refused here, because a broken foreign key would fail the whole batch.
        return refused('not_found', 'this visitor');
      }
      enter(last, chat);
      const [firstEvent] = decision.events;
      if (assignTo && firstEvent) assignedAt.set(assignTo, firstEvent.at);
      for (const event of decision.events) {
        events.push(event);
        noteEvent(event);
      }
      return { outcome: 'appended', chat, events: decision.events };
    },
    // No getters: V8 gives each object with some a shape of its own, which holds all of the batch until the next great collection.
    insertedChats() {
      return changedRows().filter(({ id }) => !before.has(id));
    },
    updatedChats() {
      return changedRows().flatMap((now) => {
        const row = before.get(now.id);
        return row ? [{ before: row, now }] : [];
      });
    },
    events,
    assignedAt,
  };
}

function ownersOfChat({ site_id, visitor_id }: ChatRow): Owners {
  return ownersOf(site_id, visitor_id);
}

function isOpen({ state }: ChatRow): boolean {
  return state !== 'closed';
}
