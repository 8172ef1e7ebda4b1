import type { ChatId, VisitorFrame, VisitorId, VisitorToken } from '../../protocol/index.ts';
import { type ChatContext, sentFrame } from '../chats/index.ts';
import {
  type ChatRow,
  chatById,
  chatsOfVisitor,
  type Mark,
  setChatPage,
} from '../storage/index.ts';
import type { RealtimeDeps, SocketSite } from './dependencies.ts';
import type { Line } from './line.ts';
import { createReplay, type Replay } from './replay.ts';

/** A visitor who was recognised, and the line that answers them. */
export interface Self {
  readonly site: SocketSite;
  readonly visitor: VisitorId;
  readonly token: VisitorToken;
  readonly line: Line;
  context: ChatContext;
}

/** What a visitor does, whichever transport brought it. Answers go to the visitor's own line, the rest over the bus. */
export interface VisitorActs {
  /** Does what the frame says. Rejects only where the relay itself failed. */
  onFrame(frame: VisitorFrame): Promise<void>;
  /** Operators see who the visitor is and whether they are here. */
  tellOperators(): Promise<void>;
  readonly replay: Replay;
}

type SendFrame = Extract<VisitorFrame, { type: 'send' }>;

/** `onChat` hears which chat is the visitor's open one whenever that was looked up. */
export function createVisitorActs(
  deps: RealtimeDeps,
  self: Self,
  onChat: (chat: ChatId | undefined) => void = () => undefined,
): VisitorActs {
  const { storage, bus } = deps;
  const { site, visitor, line } = self;
  const replay = createReplay(storage.read, line, 'visitor');

  async function openChat(): Promise<ChatRow | undefined> {
    const [latest] = await chatsOfVisitor(storage.read, visitor, site.id, 1);
    return latest?.state === 'closed' ? undefined : latest;
  }

  async function tellOperators(): Promise<void> {
    const chat = (await openChat())?.id;
    onChat(chat);
    if (chat) bus.publish({ type: 'chat', chat });
  }

  async function send(frame: SendFrame): Promise<void> {
    const { id, chat, event } = frame;
    const { context } = self;
    const outcome = await deps.chats.visitorSends({ site, visitor, chat, id, event, context });
    if (!outcome.sent) return line.refuseInWords(outcome.code, outcome.message, id);
    line.sendText(sentFrame(id, outcome));
    onChat(outcome.chat);
    if (event.kind === 'form') await identify(event.answers);
  }

  /** The chat where it is this visitor's, else a refusal. */
  async function ownChat(chat: ChatId): Promise<ChatRow | undefined> {
    const row = await chatById(storage.read, chat);
    if (row?.visitor_id === visitor && row.site_id === site.id) return row;
    line.refuse('not_found', 'this chat');
    return undefined;
  }

  async function identify(person: {
    name?: string | undefined;
    email?: string | undefined;
  }): Promise<void> {
    const { name, email } = person;
    await deps.visitors.identify(visitor, { ...(name && { name }), ...(email && { email }) });
    await tellOperators();
  }

  async function moveTo(mark: Mark, chat: ChatId, seq: number): Promise<void> {
    if (!(await ownChat(chat))) return;
    if (!(await deps.chats.moveMark({ chat, mark, role: 'visitor', seq }))) return;
    const frame = JSON.stringify({ type: mark, chat, role: 'visitor', seq });
    bus.publish({ type: mark, chat, visitor, role: 'visitor', seq, frame });
  }

  async function typing(chat: ChatId): Promise<void> {
    if (!(await ownChat(chat))) return;
    const author = { role: 'visitor', id: visitor };
    const frame = JSON.stringify({ type: 'typing', chat, author });
    bus.publish({ type: 'typing', chat, visitor, frame, from: visitor, role: 'visitor' });
  }

  async function goTo(page: { url: string; title: string }): Promise<void> {
    self.context = { ...self.context, page: { ...self.context.page, ...page } };
    const chat = await openChat();
    if (!chat) return;
    await storage.write((db) => setChatPage(db, chat.id, page));
    bus.publish({ type: 'chat', chat: chat.id });
  }

  async function onFrame(frame: VisitorFrame): Promise<void> {
    switch (frame.type) {
      case 'send':
        return send(frame);
      case 'typing':
        return typing(frame.chat);
      case 'seen':
      case 'delivered':
        return moveTo(frame.type, frame.chat, frame.seq);
      case 'fetch': {
        if (await ownChat(frame.chat)) await replay(frame);
        return;
      }
      case 'page':
        return goTo({ url: frame.url, title: frame.title });
      case 'identify':
        return identify(frame);
      case 'consent':
        return deps.visitors.recordConsent(site.id, visitor, self.token, frame.consent);
      case 'bye':
        if (frame.forget) await deps.visitors.forget(self.token);
        return;
      case 'hello':
      case 'ping':
        return;
    }
  }

  return { onFrame, tellOperators, replay };
}
