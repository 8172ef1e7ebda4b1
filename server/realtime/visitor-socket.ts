import type {
  Availability,
  SiteId,
  VisitorFrame,
  VisitorHello,
  VisitorId,
} from '../../protocol/index.ts';
import { headOf } from '../chats/index.ts';
import type { Place } from '../routing/index.ts';
import { type ChatRow, chatsOfVisitor } from '../storage/index.ts';
import type { Ground, Visit } from '../visitors/index.ts';
import { type Admitted, admitVisitor, type Upgrade, unknownSite } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { VisitorReader } from './hub.ts';
import { limitsOf } from './limits-of.ts';
import type { Line } from './line.ts';
import type { Stretch } from './replay.ts';
import type { Conversation } from './socket.ts';
import { type Self, VisitorActs } from './visitor-acts.ts';

/** Chats listed in a `welcome`. */
const CHATS_IN_WELCOME = 20;

/** Greets a visitor who stays on the line: welcome and what they missed, then everything as it happens. */
export async function greetVisitor(
  deps: RealtimeDeps,
  upgrade: Upgrade,
  hello: VisitorHello,
  line: Line,
): Promise<Conversation<VisitorFrame> | null> {
  const admitted = await admitVisitor(deps, upgrade, hello, line);
  if (!admitted) return null;
  const { self, newToken, isRemembered } = admitted;
  const { site, visitor } = self;
  if (hello.seenOnly && !maySee(admitted)) {
    line.close('not_seen');
    return null;
  }
  const { texts, guard, ...config } = site.settings;
  const rows = await chatsOfVisitor(deps.storage.read, visitor, site.id, CHATS_IN_WELCOME);
  line.send({
    type: 'welcome',
    visitor,
    ...(newToken && { token: newToken }),
    epoch: deps.storage.epoch,
    chats: rows.map(headOf),
    limits: limitsOf(deps),
    config,
    ...availabilityFor(deps, self),
  });
  const conversation = new VisitorConversation(deps, self, {
    hasChatOpen: !hello.seenOnly,
    hasAgreed: isRemembered && site.settings.showVisitors,
  });
  if (rows[0] && !hello.seenOnly)
    void conversation.replay(missed(deps, hello, rows[0])).catch(deps.onFailure);
  conversation.tellPlace();
  return conversation;
}

/** A new visitor has no other way to say that they agree: they are seen once they did. */
function maySee({ self, newToken, isRemembered }: Admitted): boolean {
  return self.site.settings.showVisitors && (isRemembered || newToken !== null);
}

/** What the client has not got yet. Live events may overtake it: the client sees that by `prev` and puts them in order. */
function missed(deps: RealtimeDeps, hello: VisitorHello, latest: ChatRow): Stretch {
  const knows = hello.chat?.id === latest.id && hello.chat.epoch === deps.storage.epoch;
  return { chat: latest.id, after: knows ? hello.chat?.after : 0 };
}

/** A visitor who stays on the line. A class, since there is one for each of thousands. */
class VisitorConversation implements Conversation<VisitorFrame>, VisitorReader {
  readonly #deps: RealtimeDeps;
  readonly #self: Self;
  readonly #acts: VisitorActs;
  readonly #visit: Visit;
  #told: Availability;
  #place: Place | undefined;

  constructor(deps: RealtimeDeps, self: Self, ground: Ground) {
    this.#deps = deps;
    this.#self = self;
    this.#told = this.#availabilityNow();
    this.#visit = deps.visitorsHere.begin(self, ground);
    this.#acts = new VisitorActs(deps, self, this.#visit);
    deps.hub.addVisitor(this);
    void this.#acts.arrive().catch(deps.onFailure);
  }

  get visitor(): VisitorId {
    return this.#self.visitor;
  }

  get site(): SiteId {
    return this.#self.site.id;
  }

  push(kind: string, frame: string): void {
    this.#self.line.push(kind, frame);
  }

  onAvailability(): void {
    const now = this.#availabilityNow();
    const isNews = now.reason !== this.#told.reason || now.backAt !== this.#told.backAt;
    this.#told = now;
    if (isNews) this.#self.line.send({ type: 'presence', ...now });
    this.tellPlace();
  }

  renew(): void {
    this.#self.line.close('identity_changed');
  }

  siteGone(): void {
    const { line, site } = this.#self;
    line.close('unknown_site', unknownSite(site.key));
  }

  goAway(spread: number): void {
    this.#self.line.send({ type: 'goaway', spread });
    this.#self.line.close('going_away');
  }

  onFrame(frame: VisitorFrame): Promise<void> {
    return this.#acts.onFrame(frame);
  }

  replay(stretch: Stretch): Promise<void> {
    return this.#acts.replay(stretch);
  }

  tellPlace(): void {
    const { visitor, line } = this.#self;
    const last = this.#place;
    const place = this.#deps.routing.placeOf(visitor);
    this.#place = place;
    if (place?.position === last?.position && minutesOf(place) === minutesOf(last)) return;
    if (place) line.send({ type: 'queue', ...place });
    else if (last) line.send({ type: 'queue', chat: last.chat, position: 0 });
  }

  onClose(): void {
    this.#deps.hub.removeVisitor(this);
    this.#visit.end();
    // As it was last looked up: the database may be closed already.
    const chat = this.#acts.openChat;
    if (chat) this.#deps.bus.publish({ type: 'chat', chat });
  }

  #availabilityNow(): Availability {
    return availabilityFor(this.#deps, this.#self);
  }
}

/** Nobody answers who is banned: their panel offers no chat that would be refused. */
function availabilityFor(deps: RealtimeDeps, { site, visitor }: Self): Availability {
  if (deps.isBanned(visitor)) return { accepting: false, reason: 'banned' };
  return deps.routing.availabilityOf(deps.siteNow(site));
}

/** The wait as it is shown. */
function minutesOf(place: Place | undefined): number {
  return Math.ceil((place?.wait ?? 0) / 60_000);
}
