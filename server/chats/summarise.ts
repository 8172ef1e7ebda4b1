import type { Ban, ChatHead, ChatSummary, Verified } from '../../protocol/index.ts';
import type { ChatOverviewRow, ChatRow } from '../storage/index.ts';
import { goalsOf } from './chat-goals.ts';
import { tagsOf } from './chat-tags.ts';

/** A chat as a row of the console's inbox. `online`: whether its visitor has a socket now. */
export function summarise(row: ChatOverviewRow, online: boolean): ChatSummary {
  return {
    id: row.id,
    site: { id: row.site_id, name: row.site_name },
    ban: banOf(row),
    visitor: {
      id: row.visitor_id,
      name: row.visitor_name,
      email: row.visitor_email,
      verified: verifiedOf(row),
      changedAt: row.visitor_changed_at ?? 0,
    },
    state: row.state,
    operator: row.operator_id ? { id: row.operator_id, name: row.operator_name ?? '' } : null,
    group:
      row.group_id && row.group_name !== null ? { id: row.group_id, name: row.group_name } : null,
    last: row.last_seq,
    seen: { visitor: row.seen_visitor, operator: row.seen_operator },
    delivered: { visitor: row.delivered_visitor, operator: row.delivered_operator },
    preview: row.preview,
    rating: row.rating,
    lastFromVisitor: row.last_visitor_seq,
    waitingSince: waitingSince(row),
    offeredUntil: row.offered_until,
    startedAt: row.started_at,
    saidAt: row.said_at,
    updatedAt: row.updated_at,
    page: { url: row.page_url, title: row.page_title, referrer: row.referrer },
    device: { browser: row.browser, system: row.system, kind: row.device },
    language: row.language,
    tags: tagsOf(row),
    goals: goalsOf(row),
    online,
  };
}

/** Who was answered and then passed on waits since then; who also writes does not wait shorter for it. Pure. */
function waitingSince({
  awaits_reply,
  awaits_since,
  waiting_since,
}: ChatOverviewRow): number | null {
  // Whoever was answered by a relay of an earlier version waits no more, though it left the time.
  const since = awaits_reply === 1 ? awaits_since : null;
  if (since === null || waiting_since === null) return since ?? waiting_since;
  return Math.min(since, waiting_since);
}

/** Whom a visitor's site proves them to be, and how much of what they are called it has signed. Pure. */
export function verifiedOf(
  row: Pick<ChatOverviewRow, 'user_id' | 'user_name' | 'user_email'>,
): Verified | null {
  const { user_id: userId, user_name: name, user_email: email } = row;
  return userId === null ? null : { userId, name: name !== null, email: email !== null };
}

function banOf(row: ChatOverviewRow): Ban | null {
  const { ban_reason: reason, ban_by: by, ban_at: at, ban_until: until } = row;
  return reason === null || by === null || at === null ? null : { reason, by, at, until };
}

/** A chat as its visitor's `welcome` names it. */
export function headOf(row: ChatRow): ChatHead {
  return {
    id: row.id,
    last: row.last_visible_seq,
    state: row.state,
    seen: { visitor: row.seen_visitor, operator: row.seen_operator },
    delivered: { visitor: row.delivered_visitor, operator: row.delivered_operator },
  };
}
