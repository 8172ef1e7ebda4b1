import type { VisitorState } from '../../client/index.ts';
import type { Said } from '../../protocol/index.ts';
import type { VisitorStatus } from '../loader/index.ts';

/** Where the visitor stands. Pure. */
export function statusOf(state: VisitorState): VisitorStatus {
  if (!hasOpenChat(state)) return 'browsing';
  return state.view.state === 'active' ? 'chatting' : 'queued';
}

/** There is a chat, and nobody closed it. Pure. */
export function hasOpenChat({ chat, view }: VisitorState): boolean {
  return chat !== null && view.state !== 'closed';
}

/** Messages of operators that the visitor has not seen. Pure. */
export function unreadOf({ view, seen }: VisitorState): Said[] {
  return operatorMessages(view.items).filter(({ seq }) => seq > seen.visitor);
}

/** What operators wrote. Pure. */
export function operatorMessages(items: VisitorState['view']['items']): Said[] {
  return items.filter(
    (item): item is Said =>
      item.type === 'said' && item.author.role === 'operator' && item.body.kind !== 'note',
  );
}
