import type {
  ChatId,
  VisitorFrame,
  VisitorHello,
  VisitorId,
  VisitorToken,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { ChatContext } from '../chats/index.ts';
import { headOf } from '../chats/index.ts';
import { type ChatRow, chatById, chatsOfVisitor, moveSeen, setChatPage } from '../storage/index.ts';
import { readAgent } from '../visitors/index.ts';
import type { RealtimeDeps, SocketSite } from './dependencies.ts';
import { replay } from './replay.ts';
import type { Conversation, Line } from './socket.ts';

/** Chats listed in a `welcome`. */
const CHATS_IN_WELCOME = 20;

/** What the upgrade request told. */
export interface Upgrade {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly userAgent: string | undefined;
}

/** Greets a visitor's socket: the site, the page's origin, the token; then welcome and what they missed. */
export async function greetVisitor(
  deps: RealtimeDeps,
  upgrade: Upgrade,
  hello: VisitorHello,
  line: Line,
): Promise<Conversation<VisitorFrame> | null> {
  const site = await deps.findSite(hello.site);
  if (!site) return turnAway(line, 'unknown_site', `There is no site with the key ${hello.site}.`);
  if (!deps.allowsOrigin(site.domains, upgrade.origin)) {
    deps.onForeignOrigin(site, upgrade.origin ?? '');
    const reason = `${upgrade.origin ?? 'This page'} is not among the domains of this site; add it in the console.`;
    return turnAway(line, 'origin_not_allowed', reason);
  }
  const recognised = await deps.visitors.recognise(site.id, hello.token);
  if (!recognised) return turnAway(line, 'token_invalid');
  const token = recognised.token ?? hello.token;
  // `recognise` gives a token with every new visitor and null for a token it does not know.
  if (!token) throw new Error('a visitor was recognised without a token');
  const { visitor } = recognised;
  const rows = await chatsOfVisitor(deps.storage.read, visitor, site.id, CHATS_IN_WELCOME);
  line.send({
    type: 'welcome',
    visitor,
    ...(recognised.token && { token: recognised.token }),
    epoch: deps.storage.epoch,
    chats: rows.map(headOf),
    limits: { frameBytes: LIMITS.frameBytes, textCodePoints: LIMITS.textCodePoints },
    config: site.settings,
    accepting: deps.routing.isAccepting(),
  });
  const conversation = converse(deps, {
    site,
    visitor,
    token,
    line,
    context: contextOf(hello, upgrade),
  });
  await catchUp(deps, hello, rows[0], line);
  return conversation;
}

function turnAway(
  line: Line,
  name: 'unknown_site' | 'origin_not_allowed' | 'token_invalid',
  reason?: string,
) {
  line.close(name, reason);
  return null;
}

/** Live events may overtake the replay: the client sees that by `prev` and puts them in order. */
async function catchUp(
  deps: RealtimeDeps,
  hello: VisitorHello,
  latest: ChatRow | undefined,
  line: Line,
): Promise<void> {
  if (!latest) return;
  const knows = hello.chat?.id === latest.id && hello.chat.epoch === deps.storage.epoch;
  const after = knows ? hello.chat?.after : 0;
  const frames = await replay(deps.storage.read, { chat: latest.id, after }, 'visitor');
  for (const frame of frames) line.sendText(frame);
  const position = deps.routing.positionOf(latest.id);
  if (position > 0) line.send({ type: 'queue', chat: latest.id, position });
}

function contextOf(hello: VisitorHello, upgrade: Upgrade): ChatContext {
  const { url, title, referrer = '' } = hello.page;
  const language = hello.language ?? '';
  return { page: { url, title, referrer }, language, ...readAgent(upgrade.userAgent) };
}

interface Self {
  readonly site: SocketSite;
  readonly visitor: VisitorId;
  readonly token: VisitorToken;
  readonly line: Line;
  context: ChatContext;
}

type SendFrame = Extract<VisitorFrame, { type: 'send' }>;

function converse(deps: RealtimeDeps, self: Self): Conversation<VisitorFrame> {
  const { storage, hub, bus, routing } = deps;
  const { site, visitor, line } = self;
  let accepting = routing.isAccepting();
  let position = 0;
  /** The open chat as it was last looked up: when the socket closes, the database may be closed already. */
  let known: ChatId | undefined;

  const leaveHub = hub.addVisitor({
    visitor,
    sendText: line.sendText,
    onAvailability: () => void tellAvailability().catch(deps.onFailure),
    goAway(spread) {
      line.send({ type: 'goaway', spread });
      line.close('going_away');
    },
  });
  void tellOnline().catch(deps.onFailure);

  async function tellAvailability(): Promise<void> {
    if (routing.isAccepting() !== accepting) {
      accepting = !accepting;
      line.send({ type: 'presence', accepting });
    }
    const chat = await openChat();
    const place = chat ? routing.positionOf(chat.id) : 0;
    if (!chat || place === position) return;
    position = place;
    line.send({ type: 'queue', chat: chat.id, position });
  }

  async function openChat(): Promise<ChatRow | undefined> {
    const [latest] = await chatsOfVisitor(storage.read, visitor, site.id, 1);
    return latest?.state === 'closed' ? undefined : latest;
  }

  /** Operators see who has the chat open. */
  async function tellOnline(): Promise<void> {
    known = (await openChat())?.id;
    tellKnown();
  }

  function tellKnown(): void {
    if (known) bus.publish({ type: 'chat', chat: known });
  }

  async function send(frame: SendFrame): Promise<void> {
    const { id, chat, event } = frame;
    const { context } = self;
    const outcome = await deps.chats.visitorSends({ site, visitor, chat, id, event, context });
    if (!outcome.sent) return line.refuseInWords(outcome.code, outcome.message, id);
    line.send({ type: 'sent', id, chat: outcome.chat, seq: outcome.seq, at: outcome.at });
    known = outcome.chat;
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
    await tellOnline();
  }

  async function seen(chat: ChatId, seq: number): Promise<void> {
    if (!(await ownChat(chat))) return;
    if (!(await storage.write((db) => moveSeen(db, chat, 'visitor', seq)))) return;
    const frame = JSON.stringify({ type: 'seen', chat, role: 'visitor', seq });
    bus.publish({ type: 'seen', chat, visitor, frame });
  }

  async function typing(chat: ChatId): Promise<void> {
    if (!(await ownChat(chat))) return;
    const author = { role: 'visitor', id: visitor };
    const frame = JSON.stringify({ type: 'typing', chat, author });
    bus.publish({ type: 'typing', chat, visitor, frame, from: visitor, role: 'visitor' });
  }

  async function moveTo(page: { url: string; title: string }): Promise<void> {
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
        return seen(frame.chat, frame.seq);
      case 'fetch': {
        if (!(await ownChat(frame.chat))) return;
        for (const text of await replay(storage.read, frame, 'visitor')) line.sendText(text);
        return;
      }
      case 'page':
        return moveTo({ url: frame.url, title: frame.title });
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

  return {
    onFrame,
    onClose() {
      leaveHub();
      tellKnown();
    },
  };
}
