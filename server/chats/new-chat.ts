import type { ChatId, SiteId, VisitorId } from '../../protocol/index.ts';
import type { ChatRow } from '../storage/index.ts';

/** What the relay knows of a visitor's browser when a chat begins. No address, and no raw user agent. */
export interface ChatContext {
  readonly page: { readonly url: string; readonly title: string; readonly referrer: string };
  readonly browser: string;
  readonly system: string;
  /** `desktop`, `mobile`, `tablet` … */
  readonly device: string;
  readonly language: string;
}

/** The row of a chat that has no event yet. */
export function newChat(
  id: ChatId,
  site: SiteId,
  visitor: VisitorId,
  context: ChatContext,
  at: number,
): ChatRow {
  return {
    id,
    site_id: site,
    visitor_id: visitor,
    state: 'unanswered',
    operator_id: null,
    group_id: null,
    last_operator_id: null,
    awaits_reply: 0,
    awaits_since: null,
    offered_until: null,
    idle: 0,
    missed: '',
    last_seq: 0,
    last_visible_seq: 0,
    last_visitor_seq: 0,
    seen_visitor: 0,
    seen_operator: 0,
    delivered_visitor: 0,
    delivered_operator: 0,
    preview: '',
    rating: null,
    surveyed: 0,
    waiting_since: null,
    page_url: context.page.url,
    page_title: context.page.title,
    referrer: context.page.referrer,
    browser: context.browser,
    system: context.system,
    device: context.device,
    language: context.language,
    tags: '[]',
    goals: '[]',
    started_at: at,
    said_at: at,
    updated_at: at,
  };
}
