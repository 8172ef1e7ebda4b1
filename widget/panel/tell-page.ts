import type { Pending, VisitorState } from '../../client/index.ts';
import type { ChatFile } from '../../protocol/index.ts';
import type { CounterbellState, Emit, SaidDetail } from '../loader/index.ts';
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
  /** What is on its way, by id. */
  const underWay = new Map<string, Pending['event']>();
  /** What the relay refused, and nobody has sent again. */
  const refused = new Set<string>();

  function tellSent({ view, pending }: VisitorState): void {
    for (const { id, event, state } of pending) {
      underWay.set(id, event);
      if (state.name === 'sending') refused.delete(id);
      else if (!refused.has(id)) {
        refused.add(id);
        emit(
          'error',
          new Error(`Counterbell: ${state.reason}`, { cause: { id, code: state.code } }),
        );
      }
    }
    if (underWay.size === 0) return;
    for (const { id } of view.items) {
      const event = underWay.get(id);
      if (!event) continue;
      underWay.delete(id);
      if (event.kind === 'message' || event.kind === 'file') {
        emit('message:sent', detailOf(id, event));
      }
      if (event.kind === 'form')
        emit('form:submitted', { form: event.form, answers: event.answers });
      if (event.kind === 'rating') emit('rating', { good: event.good, comment: event.comment });
    }
  }

  function tellReceived({ view, seen }: VisitorState): void {
    const from = Math.max(toldUpTo, seen.visitor);
    for (const { id, seq, body, authorName } of operatorMessages(view.items)) {
      if (seq <= from || (body.kind !== 'message' && body.kind !== 'file')) continue;
      toldUpTo = seq;
      emit('message:received', { ...detailOf(id, body), from: authorName });
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

function detailOf(
  id: string,
  said: { readonly text: string } | { readonly file: ChatFile },
): SaidDetail {
  return { id, text: '', ...('text' in said ? { text: said.text } : { file: said.file }) };
}
