import type { VisitorState } from '../../client/index.ts';
import type { CounterbellState, Emit } from '../loader/index.ts';
import { operatorMessages, statusOf } from './visitor-status.ts';

/** Tells the page's listeners what changed between one state of the visitor and the next. */
export function createPageTeller(emit: Emit): (state: VisitorState, unread: number) => void {
  let known: Pick<CounterbellState, 'status' | 'unread' | 'accepting' | 'connection'> = {
    status: 'browsing',
    unread: 0,
    accepting: null,
    connection: 'idle',
  };
  let chat: VisitorState['chat'] = null;
  /** Operators' messages up to here are told, or were seen on an earlier page. */
  let toldUpTo = 0;
  /** Messages on their way, by id. */
  const underWay = new Map<string, string>();

  function tellSent({ view, pending }: VisitorState): void {
    for (const { id, event } of pending) {
      if (event.kind === 'message') underWay.set(id, event.text);
    }
    if (underWay.size === 0) return;
    for (const { id } of view.items) {
      const text = underWay.get(id);
      if (underWay.delete(id)) emit('message:sent', { id, text: text ?? '' });
    }
  }

  function tellReceived({ view, seen }: VisitorState): void {
    const from = Math.max(toldUpTo, seen.visitor);
    for (const { id, seq, body, authorName } of operatorMessages(view.items)) {
      if (seq <= from || body.kind !== 'message') continue;
      toldUpTo = seq;
      emit('message:received', { id, text: body.text, from: authorName });
    }
  }

  return (state, unread) => {
    if (state.chat !== chat) toldUpTo = 0;
    chat = state.chat;
    const next = {
      status: statusOf(state),
      unread,
      accepting: state.accepting,
      connection: state.connection.name,
    };
    const before = known;
    known = next;
    if (next.connection !== before.connection) emit('connection', next.connection);
    if (next.accepting !== null && next.accepting !== before.accepting) {
      emit('availability', next.accepting);
    }
    tellSent(state);
    tellReceived(state);
    if (next.status !== before.status) emit('status', next.status);
    if (next.unread !== before.unread) emit('unread', { count: next.unread });
  };
}
