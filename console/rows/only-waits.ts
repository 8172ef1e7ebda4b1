import type { ChatSummary } from '../../protocol/index.ts';

/** Whether a chat's state is that its visitor waits in the queue: for how long then says all of it. Pure. */
export function onlyWaits({
  state,
  waitingSince,
}: Pick<ChatSummary, 'state' | 'waitingSince'>): boolean {
  return state === 'queued' && waitingSince !== null;
}
