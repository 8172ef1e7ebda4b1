import type {
  ChatId,
  ChatState,
  GroupId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../protocol/index.ts';

/** A chat, as lists and rules need it without reading its log. */
export interface ChatsTable {
  id: ChatId;
  site_id: SiteId;
  /** Unique together with site_id among chats that are not closed. */
  visitor_id: VisitorId;
  state: ChatState;
  operator_id: OperatorId | null;
  /** Whose members get it; null, or a group that is no longer there: whoever serves the site. */
  group_id: GroupId | null;
  /** Who joined it last; null after it was transferred, which is a wish for somebody else. */
  last_operator_id: OperatorId | null;
  /** 1: what the visitor said last was not answered. */
  awaits_reply: number;
  /** When they said the first of what was not answered; null where awaits_reply is 0. */
  awaits_since: number | null;
  /** Until when whoever it is offered to may accept it; null where it is not offered, or for any time. */
  offered_until: number | null;
  /** 1: answered, and its visitor is gone; it does not count towards its operator's limit. */
  idle: number;
  /** JSON: Missed[], who was offered it and let it pass lately; empty where nobody did. */
  missed: string;
  last_seq: number;
  /** The last seq that visitors may see; smaller than last_seq after a note. */
  last_visible_seq: number;
  /** The last seq written by the visitor. */
  last_visitor_seq: number;
  seen_visitor: number;
  seen_operator: number;
  /** Up to here events reached the reader's browser; what was seen did anyhow. */
  delivered_visitor: number;
  delivered_operator: number;
  /** The beginning of what was said last, at most 120 code points. */
  preview: string;
  /** What the visitor thinks of it; null where they have not said. */
  rating: 'good' | 'bad' | null;
  /** 1 once the visitor answered the survey. */
  surveyed: number;
  /** When it began to wait, also while it is offered to somebody; orders the queue together with id. Null when it does not wait. */
  waiting_since: number | null;
  page_url: string;
  page_title: string;
  referrer: string;
  browser: string;
  system: string;
  device: string;
  language: string;
  /** JSON: TagId[], in the order in which they were put on. */
  tags: string;
  /** JSON: string[], by their names, in the order in which they were reached. */
  goals: string;
  started_at: number;
  /** When somebody wrote, sent a file, filled in a form or rated it last; orders lists. What the relay does changes it not. */
  said_at: number;
  updated_at: number;
}

/** Pages that a chat's visitor opened, once there was a second one; go with the chat. */
export interface ChatPagesTable {
  /** Primary key together with at. */
  chat_id: ChatId;
  /** When they came to it; no two of a chat are alike. */
  at: number;
  url: string;
  title: string;
}
