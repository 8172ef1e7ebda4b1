import type {
  AttributeChanges,
  ChatId,
  ConsentRecord,
  FormAnswer,
  FormField,
  SiteForm,
  Track,
  VisitorFrame,
  VisitorId,
  VisitorToken,
} from '../../protocol/index.ts';
import { type ChatContext, sentFrame } from '../chats/index.ts';
import {
  type ChatRow,
  chatById,
  chatsOfVisitor,
  type Mark,
  setChatPage,
} from '../storage/index.ts';
import type { Visit } from '../visitors/index.ts';
import type { RealtimeDeps, SocketSite } from './dependencies.ts';
import type { Line } from './line.ts';
import { createReplay, type Replay, type Stretch } from './replay.ts';
import { proveWho, takesWordFor } from './say-who.ts';

/** A visitor who was recognised, and the line that answers them. */
export interface Self {
  readonly site: SocketSite;
  readonly visitor: VisitorId;
  readonly token: VisitorToken;
  readonly line: Line;
  context: ChatContext;
}

type SendFrame = Extract<VisitorFrame, { type: 'send' }>;
type IdentifyFrame = Extract<VisitorFrame, { type: 'identify' }>;

/**
 * What a visitor does, whichever transport brought it. Answers go to the visitor's own line, the rest over the bus. A class,
 * since there is one for each of thousands of visitors: the functions of a closure would be made for each.
 */
export class VisitorActs {
  readonly #deps: RealtimeDeps;
  readonly #self: Self;
  readonly #visit: Visit | undefined;
  #replay: Replay | undefined;
  #openChat: ChatId | undefined;
  /** What the visitor said of themselves, and where they went, so far. */
  #told: Promise<void> | undefined;
  /** The visitor is another one by now, and their client comes back as that one: what it says here it says again. */
  #isOver = false;

  /** `visit` is there where they stay on the line. */
  constructor(deps: RealtimeDeps, self: Self, visit?: Visit) {
    this.#deps = deps;
    this.#self = self;
    this.#visit = visit;
  }

  /** The visitor's open chat as it was last looked up. */
  get openChat(): ChatId | undefined {
    return this.#openChat;
  }

  /** Operators see that the visitor is here, and on which page. */
  async arrive(): Promise<void> {
    const chat = await this.#findOpenChat();
    if (chat) await this.#noteCurrentPage(chat);
  }

  /** Sends a stretch of one of the visitor's chats, after those that were asked for before. */
  replay(stretch: Stretch): Promise<void> {
    this.#replay ??= createReplay(this.#deps.storage.read, this.#self.line, 'visitor');
    return this.#replay(stretch);
  }

  /** Does what the frame says. Rejects only where the relay itself failed. */
  async onFrame(frame: VisitorFrame): Promise<void> {
    if (this.#isOver) return;
    switch (frame.type) {
      case 'send':
        return this.#send(frame);
      case 'typing':
        return this.#type(frame);
      case 'seen':
      case 'delivered':
        return this.#moveTo(frame.type, frame.chat, frame.seq);
      case 'fetch': {
        if (await this.#ownChat(frame.chat)) await this.replay(frame);
        return;
      }
      case 'page':
        return this.#inOrder(() => this.#goTo({ url: frame.url, title: frame.title }));
      case 'identify':
        return this.#inOrder(() => this.#identify(frame));
      case 'track':
        return this.#inOrder(() => this.#track(frame.track));
      case 'consent':
        return this.#recordConsent(frame.consent);
      case 'bye':
        if (frame.forget) await this.#deps.visitors.forget(this.#self.token);
        return;
      case 'hello':
      case 'ping':
        return;
    }
  }

  /** One after another: what is said later of the same thing holds, and pages stand in their order. */
  #inOrder(act: () => Promise<void>): Promise<void> {
    const told = this.#told?.then(act) ?? act();
    // One that failed must not keep the next one from being done; its asker hears of it.
    this.#told = told.catch(() => undefined);
    return told;
  }

  async #findOpenChat(): Promise<ChatRow | undefined> {
    const { visitor, site } = this.#self;
    const [latest] = await chatsOfVisitor(this.#deps.storage.read, visitor, site.id, 1);
    const open = latest?.state === 'closed' ? undefined : latest;
    this.#openChat = open?.id;
    return open;
  }

  async #tellOperators(): Promise<void> {
    const chat = (await this.#findOpenChat())?.id;
    if (chat) this.#deps.bus.publish({ type: 'chat', chat });
  }

  /** Where the chat's visitor is now, after whatever they had open before. */
  async #noteCurrentPage({ id: chat, page_url, page_title }: ChatRow): Promise<void> {
    const { storage, bus, now } = this.#deps;
    const { url, title } = this.#self.context.page;
    if (url !== page_url || title !== page_title) {
      await storage.write((db) => setChatPage(db, chat, { url, title }, now()));
    }
    bus.publish({ type: 'chat', chat });
  }

  async #send({ id, chat, event }: SendFrame): Promise<void> {
    const { visitor, line, context } = this.#self;
    const site = this.#siteNow();
    // Its owner may have changed it since this line was opened.
    const form = event.kind === 'form' ? site.settings.forms[event.form] : undefined;
    const outcome = await this.#deps.chats.visitorSends({
      site,
      visitor,
      chat,
      id,
      event,
      form,
      context,
    });
    if (!outcome.sent) {
      if (outcome.code === 'not_found' && (await this.#hasLeft())) return;
      return line.refuseInWords(outcome, id);
    }
    line.sendText(sentFrame(id, outcome));
    this.#openChat = outcome.chat;
    if (event.kind === 'form' && form) await this.#introduce(personIn(form, event.answers));
  }

  /** Whether the visitor signed in by another line, and is one with their user's by now: the client comes back and sends it again. */
  async #hasLeft(): Promise<boolean> {
    const { visitor, line } = this.#self;
    if (await this.#deps.visitors.isThere(visitor)) return false;
    this.#isOver = true;
    line.close('identity_changed');
    return true;
  }

  #siteNow(): SocketSite {
    return this.#deps.siteNow(this.#self.site);
  }

  /** The chat where it is this visitor's, else a refusal. */
  async #ownChat(chat: ChatId): Promise<ChatRow | undefined> {
    const { visitor, site, line } = this.#self;
    const row = await chatById(this.#deps.storage.read, chat);
    if (row?.visitor_id === visitor && row.site_id === site.id) return row;
    line.refuse('not_found', 'this chat');
    return undefined;
  }

  async #identify(frame: IdentifyFrame): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = await proveWho(this.#deps, this.#self, frame);
    if (this.#isOver) return;
    if (frame.attributes) await this.#setAttributes(frame.attributes);
    if (takesWordFor(this.#deps, this.#self, frame)) await this.#introduce(frame);
  }

  /** Takes a visitor's, or their page's, word for who they are. */
  async #introduce(person: {
    name?: string | undefined;
    email?: string | undefined;
  }): Promise<void> {
    const { name, email } = person;
    if (!name && !email) return;
    const { visitors } = this.#deps;
    await visitors.identify(this.#self.visitor, { ...(name && { name }), ...(email && { email }) });
    await this.#tellOperators();
  }

  async #setAttributes(changes: AttributeChanges): Promise<void> {
    const { visitor, line } = this.#self;
    const fault = await this.#deps.visitorDetails.setAttributes(visitor, changes);
    if (fault) line.refuse('invalid', `attributes ${fault}`);
  }

  async #track(track: Track): Promise<void> {
    if (this.#isOver) return;
    await this.#deps.visitorTracks.track(this.#self.visitor, track);
  }

  async #recordConsent(consent: ConsentRecord): Promise<void> {
    const { site, visitor, token } = this.#self;
    await this.#deps.visitors.recordConsent(site.id, visitor, token, consent);
    if (consent.choice !== 'granted') this.#visit?.refuse();
    else if (site.settings.showVisitors) this.#visit?.agree();
  }

  async #moveTo(mark: Mark, chat: ChatId, seq: number): Promise<void> {
    if (!(await this.#ownChat(chat))) return;
    const { chats, bus } = this.#deps;
    if (!(await chats.moveMark({ chat, mark, role: 'visitor', seq }))) return;
    const frame = JSON.stringify({ type: mark, chat, role: 'visitor', seq });
    const { visitor } = this.#self;
    bus.publish({ type: mark, chat, visitor, role: 'visitor', seq, frame });
  }

  /** What is being written goes over the bus alone, and only while the site says so: the visitor was told at their hello. */
  async #type({ chat, text }: Extract<VisitorFrame, { type: 'typing' }>): Promise<void> {
    const { visitor } = this.#self;
    // Their words would be refused.
    if (this.#deps.isBanned(visitor) || !(await this.#ownChat(chat))) return;
    const isShown = text !== undefined && this.#showsPreview();
    const author = { role: 'visitor', id: visitor };
    const frame = JSON.stringify({ type: 'typing', chat, author, ...(isShown && { text }) });
    const from = visitor;
    this.#deps.bus.publish({ type: 'typing', chat, visitor, frame, from, role: 'visitor' });
  }

  /** As it is now: the owner may have changed it since the hello. */
  #showsPreview(): boolean {
    return this.#self.site.settings.typingPreview && this.#siteNow().settings.typingPreview;
  }

  async #goTo(page: { url: string; title: string }): Promise<void> {
    const self = this.#self;
    if (page.url !== self.context.page.url) this.#visit?.moves();
    self.context = { ...self.context, page: { ...self.context.page, ...page } };
    const chat = await this.#findOpenChat();
    if (chat) await this.#noteCurrentPage(chat);
  }
}

/** Who a visitor says they are in a form: in its field `name`, and in its first field for an e-mail address. Pure. */
function personIn({ fields }: SiteForm, answers: readonly FormAnswer[]) {
  const textOf = (field: FormField | undefined) => {
    const value = answers.find((answer) => answer.field === field?.id)?.value;
    return typeof value === 'string' ? value.trim() : undefined;
  };
  const name = textOf(fields.find(({ id, kind }) => id === 'name' && kind === 'text'));
  return { name, email: textOf(fields.find(({ kind }) => kind === 'email')) };
}
