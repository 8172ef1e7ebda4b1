import type { ChatSummary, OperatorId, Role } from '../../../protocol/index.ts';
import { isBanned } from '../../visitors/index.ts';

/** What can be done to a chat, by its name in the language files. */
export type Act =
  | 'accept'
  | 'takeOver'
  | 'reopen'
  | 'assign'
  | 'transfer'
  | 'closeChat'
  | 'ban'
  | 'liftBan';

interface Standing {
  readonly chat: Pick<ChatSummary, 'state' | 'operator' | 'ban'>;
  readonly me: OperatorId | undefined;
  readonly role: Role;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What this operator can do to the chat as it stands: what is nearest first. Nothing for those who only read. Pure. */
export function possibleActs({ chat, me, role, now }: Standing): Act[] {
  if (role === 'viewer') return [];
  const ban: Act = isBanned(chat.ban, now) ? 'liftBan' : 'ban';
  switch (chat.state) {
    case 'closed':
      return ['reopen', ban];
    case 'active':
      return chat.operator?.id === me
        ? ['transfer', 'closeChat', ban]
        : ['takeOver', 'transfer', 'closeChat', ban];
    case 'queued':
    case 'unanswered':
    case 'assigned':
      return ['accept', 'assign', 'closeChat', ban];
  }
}

/** The colleague who answers a chat, where it is somebody else's. Pure. */
export function otherAnswering(
  { state, operator }: Pick<ChatSummary, 'state' | 'operator'>,
  me: OperatorId | undefined,
): ChatSummary['operator'] {
  return state === 'active' && operator?.id !== me ? operator : null;
}
