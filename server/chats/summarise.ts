import type { ChatHead, ChatSummary } from '../../protocol/index.ts';
import type { ChatOverviewRow, ChatRow } from '../storage/index.ts';

/** A chat as a row of the console's inbox. `online`: whether its visitor has a socket now. */
export function summarise(row: ChatOverviewRow, online: boolean): ChatSummary {
  return {
    id: row.id,
    site: { id: row.site_id, name: row.site_name },
    visitor: { id: row.visitor_id, name: row.visitor_name, email: row.visitor_email },
    state: row.state,
    operator: row.operator_id ? { id: row.operator_id, name: row.operator_name ?? '' } : null,
    last: row.last_seq,
    seen: { visitor: row.seen_visitor, operator: row.seen_operator },
    delivered: { visitor: row.delivered_visitor, operator: row.delivered_operator },
    preview: row.preview,
    lastFromVisitor: row.last_visitor_seq,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    page: { url: row.page_url, title: row.page_title, referrer: row.referrer },
    device: { browser: row.browser, system: row.system, kind: row.device },
    language: row.language,
    online,
  };
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
