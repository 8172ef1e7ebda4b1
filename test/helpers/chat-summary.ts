import type { ChatId, ChatSummary, SiteId, VisitorId } from '../../protocol/index.ts';

/** A chat as the inbox knows it: one that a visitor without a name has just begun, but for `part`. */
export function chatSummary(id: string, part: Partial<ChatSummary> = {}): ChatSummary {
  return {
    id: id as ChatId,
    site: { id: 's' as SiteId, name: 'Shop' },
    ban: null,
    visitor: { id: 'v' as VisitorId, name: null, email: null, verified: null, changedAt: 0 },
    state: 'queued',
    operator: null,
    group: null,
    last: 1,
    seen: { visitor: 0, operator: 0 },
    delivered: { visitor: 0, operator: 0 },
    preview: '',
    rating: null,
    lastFromVisitor: 1,
    waitingSince: null,
    offeredUntil: null,
    startedAt: 0,
    saidAt: 0,
    updatedAt: 0,
    page: { url: '', title: '', referrer: '' },
    device: { browser: '', system: '', kind: '' },
    language: '',
    tags: [],
    goals: [],
    online: false,
    ...part,
  };
}
