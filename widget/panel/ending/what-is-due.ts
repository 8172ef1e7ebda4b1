import type { VisitorState } from '../../../client/index.ts';
import type { Rating } from '../../../protocol/index.ts';

/** The visitor's rating as they gave it last, also while it is on its way. Pure. */
export function ratingNow({ view, pending }: VisitorState): Rating | null {
  const last = pending.findLast(
    ({ event, state }) => event.kind === 'rating' && state.name === 'sending',
  );
  return last?.event.kind === 'rating' ? last.event : view.rating;
}

/** An operator joined: nobody else's part in the chat could be rated; of who is banned nothing is taken. Pure. */
export function mayRate({ view, reason }: VisitorState): boolean {
  const isThereOrOver = view.state === 'active' || view.state === 'closed';
  return isThereOrOver && reason !== 'banned' && wasJoined(view);
}

/** A chat that an operator joined is closed, the site asks afterwards, and the visitor has not answered yet. Pure. */
export function isSurveyDue({ config, view, pending, reason }: VisitorState): boolean {
  if (view.state !== 'closed' || reason === 'banned') return false;
  if (!config?.forms.postChat.enabled || !wasJoined(view)) return false;
  const events = [...view.items.map(({ body }) => body), ...pending.map(({ event }) => event)];
  return !events.some((event) => event.kind === 'form' && event.form === 'postChat');
}

/** Whom a chat was only offered to stands at it too, but was never in it. */
function wasJoined({ items }: VisitorState['view']): boolean {
  return items.some(({ body }) => body.kind === 'joined');
}
