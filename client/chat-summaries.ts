import type { ChatId, ChatSummary, SiteId, ToOperatorFrame } from '../protocol/index.ts';

type Marked = Pick<
  Extract<ToOperatorFrame, { type: 'seen' | 'delivered' }>,
  'type' | 'chat' | 'role' | 'seq'
>;

/** The rows of an operator's inbox, as the relay told them last. */
export interface ChatSummaries {
  /** A copy to show, which later changes do not touch. */
  readonly shown: ReadonlyMap<ChatId, ChatSummary>;
  get(chat: ChatId): ChatSummary | undefined;
  set(summary: ChatSummary): void;
  /** A reader's mark in a chat moved; where the chat is not known, nothing happens. */
  mark(moved: Marked): void;
  /** Forgets the chats of a site that is gone; gives them back. */
  forgetSite(site: SiteId): ChatId[];
  clear(): void;
}

/** `onSet` is called with each row that is new or changed. */
export function createChatSummaries(onSet: (summary: ChatSummary) => void): ChatSummaries {
  const chats = new Map<ChatId, ChatSummary>();
  let shown: ReadonlyMap<ChatId, ChatSummary> | undefined;

  function set(summary: ChatSummary): void {
    chats.set(summary.id, summary);
    shown = undefined;
    onSet(summary);
  }

  return {
    get shown() {
      shown ??= new Map(chats);
      return shown;
    },
    get: (chat) => chats.get(chat),
    set,
    mark({ type, chat, role, seq }) {
      const summary = chats.get(chat);
      if (summary) set({ ...summary, [type]: { ...summary[type], [role]: seq } });
    },
    forgetSite(site) {
      const gone = [...chats.values()].filter((chat) => chat.site.id === site).map(({ id }) => id);
      for (const id of gone) chats.delete(id);
      shown = undefined;
      return gone;
    },
    clear() {
      chats.clear();
      shown = undefined;
    },
  };
}
