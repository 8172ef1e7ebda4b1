import type { ChatId, ChatState } from '../../protocol/index.ts';
import type { Hint } from '../bus/index.ts';
import {
  type ChatRow,
  type Db,
  lockChatsToMove,
  type Move,
  moveChatRows,
  putChat,
} from '../storage/index.ts';
import { hintEvent } from './event-frames.ts';
import { type Moment, systemEvent } from './moment.ts';
import { writeEvents } from './write-events.ts';

/** Chats that have another visitor now. */
export interface MovedChats {
  readonly chats: readonly ChatId[];
  /** What is to be published after the commit: of two open chats one was closed. */
  readonly hint: Hint | undefined;
}

/** The further a chat has come, the more would be lost by closing it. */
const RANKS: Readonly<Record<ChatState, number>> = {
  closed: 0,
  unanswered: 1,
  queued: 2,
  assigned: 3,
  active: 4,
};

/**
 * Gives a visitor's chats to another visitor of the same site, in the caller's transaction. A visitor has one open chat at most:
 * where both have one, the one that goes on is the one that came further, of two alike the one in which something happened last.
 */
export async function moveChats(db: Db, moment: Moment, move: Move): Promise<MovedChats> {
  const rows = await lockChatsToMove(db, move);
  const own = rows.filter(({ visitor_id }) => visitor_id === move.from).map(({ id }) => id);
  const closed = chatToClose(rows);
  const written =
    closed &&
    writeEvents(closed, moment.at, [systemEvent(moment, { kind: 'closed', reason: 'signed_in' })]);
  // Before the other chat comes to its visitor: at no moment are there two.
  if (written) await putChat(db, written.chat, written.events);
  await moveChatRows(db, move, own);
  if (!written) return { chats: own, hint: undefined };
  const { id: chat, site_id: site } = written.chat;
  const events = written.events.map(hintEvent);
  return {
    chats: own,
    hint: { type: 'events', chat, site, visitor: move.to, events, moved: true },
  };
}

/** Of these chats, which are to be one visitor's, the open one that cannot stay open beside another; undefined where none has to go. Pure. */
export function chatToClose(chats: readonly ChatRow[]): ChatRow | undefined {
  const open = chats.filter(({ state }) => state !== 'closed');
  open.sort((a, b) => RANKS[a.state] - RANKS[b.state] || a.updated_at - b.updated_at);
  return open.length > 1 ? open[0] : undefined;
}
