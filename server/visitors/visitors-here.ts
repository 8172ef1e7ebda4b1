import type {
  ChatId,
  ChatState,
  HereState,
  SiteId,
  SiteSettings,
  ToOperatorFrame,
  VisitorId,
  VisitorRow,
  WatchVisitors,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { Bus, VisitorHere } from '../bus/index.ts';
import { verifiedOf } from '../chats/index.ts';
import {
  addChatPages,
  type Db,
  openChatsByVisitor,
  type Storage,
  visitorNames,
} from '../storage/index.ts';
import { createLocalVisits, joined, type LocalVisits } from './local-visits.ts';

/** Operators see changes at most this late, together. */
const SHOWN_EVERY_MS = 1_000;
/** While somebody looks, the other nodes are asked again after so long … */
const ASKED_EVERY_MS = 5_000;
/** … and tell for so long after they were asked. */
const TOLD_FOR_MS = 12_000;
/** What a node told is so for this long; it tells anew sooner, also where nothing has changed. */
const HEARD_FOR_MS = 30_000;
const TOLD_AT_LEAST_EVERY_MS = 10_000;
/** Visitors that one node tells of; those who came last. */
const MOST_TOLD = 1_000;

type Chat = NonNullable<VisitorRow['chat']> & { readonly state: ChatState };

/** An operator's look at the list. */
export interface Look {
  /** Looks at another part of it. */
  at(wish: WatchVisitors): void;
  end(): void;
}

/** Who is on the sites now: on the bus and in memory alone, and only while an operator looks is anything of it told. */
export interface VisitorsHere extends Pick<LocalVisits, 'begin'> {
  /** `show` is given each frame that says something new. */
  look(wish: WatchVisitors, show: (frame: string) => void): Look;
  /** A visitor who may be seen now, as far as this node knows. */
  find(visitor: VisitorId): VisitorHere | undefined;
  stop(): void;
}

/** A site, as far as its visitors are seen. */
export interface SeenSite {
  readonly id: SiteId;
  readonly name: string;
  readonly settings: Pick<SiteSettings, 'showVisitors'>;
}

export interface VisitorsHereOptions {
  readonly storage: Pick<Storage, 'read' | 'write'>;
  readonly bus: Bus;
  readonly listSites: () => Promise<readonly SeenSite[]>;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

interface Looker {
  wish: WatchVisitors;
  shown: string;
  readonly show: (frame: string) => void;
}

interface Heard {
  readonly here: readonly VisitorHere[];
  readonly total: number;
  readonly at: number;
}

export function createVisitorsHere(options: VisitorsHereOptions): VisitorsHere {
  const { bus, storage, now } = options;
  const visits = createLocalVisits(now, () => {
    isChanged = true;
    wake();
  });
  const lookers = new Set<Looker>();
  const heard = new Map<string, Heard>();
  let isChanged = false;
  let askedAt = 0;
  let beatAt = 0;
  let toldAt = 0;
  let othersLookUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isShowing = false;

  function isNeeded(): boolean {
    return lookers.size > 0 || othersLookUntil > now();
  }

  /** Nothing runs where nobody looks. */
  function wake(): void {
    if (timer || !isNeeded()) return;
    timer = setTimeout(beat, Math.max(0, beatAt + SHOWN_EVERY_MS - now()));
  }

  function beat(): void {
    timer = undefined;
    beatAt = now();
    if (lookers.size > 0 && now() - askedAt >= ASKED_EVERY_MS) askOthers();
    if (othersLookUntil > now()) tellOthers();
    void showAll().catch(options.onFailure);
    isChanged = false;
    wake();
  }

  function askOthers(): void {
    askedAt = now();
    bus.publish({ type: 'visitorsAsked', node: bus.node });
  }

  function tellOthers(): void {
    if (!isChanged && now() - toldAt < TOLD_AT_LEAST_EVERY_MS) return;
    toldAt = now();
    const all = visits.list();
    const here = all.sort(byArrival).slice(0, MOST_TOLD);
    bus.publish({ type: 'visitorsHere', node: bus.node, here, total: all.length });
  }

  const unsubscribe = bus.subscribe((hint) => {
    // A chat of somebody who is here may have begun, moved or ended, or they said who they are.
    if (hint.type === 'events' && hint.events[0]?.seq === 1) {
      void notePages(hint.chat, hint.visitor).catch(options.onFailure);
    }
    if (hint.type === 'chat' || (hint.type === 'events' && hint.moved)) wake();
    if (hint.type === 'visitorsAsked' && hint.node !== bus.node) {
      if (othersLookUntil <= now()) toldAt = 0;
      othersLookUntil = now() + TOLD_FOR_MS;
      wake();
    }
    if (hint.type === 'visitorsHere' && hint.node !== bus.node && lookers.size > 0) {
      heard.set(hint.node, { here: hint.here, total: hint.total, at: now() });
    }
  });

  /** What the visitor had opened before their chat goes with it: by the node that they have a line to. */
  async function notePages(chat: ChatId, visitor: VisitorId): Promise<void> {
    const pages = visits.pagesOf(visitor);
    if (pages.length > 0) await storage.write((db) => addChatPages(db, chat, pages));
  }

  /** Everybody who is here, on any node, each once; and how many there are, of whom not all may be told. */
  function everybody(): { here: VisitorHere[]; total: number } {
    const all = new Map(visits.list().map((here) => [here.visitor, here]));
    let untold = 0;
    const others = new Set<string>(bus.otherNodes());
    for (const [node, { here, total, at }] of heard) {
      if (!others.has(node) || at < now() - HEARD_FOR_MS) heard.delete(node);
      else {
        untold += total - here.length;
        for (const one of here) all.set(one.visitor, joined(all.get(one.visitor) ?? one, one));
      }
    }
    return { here: [...all.values()].sort(byArrival), total: all.size + untold };
  }

  async function showAll(): Promise<void> {
    if (isShowing || lookers.size === 0) return;
    isShowing = true;
    try {
      const board = await readBoard();
      for (const looker of lookers) await showTo(looker, board);
    } finally {
      isShowing = false;
    }
  }

  async function readBoard(): Promise<Board> {
    const [chats, sites] = await Promise.all([
      openChatsByVisitor(storage.read),
      options.listSites(),
    ]);
    const byVisitor = new Map(
      chats.map(({ visitor_id, id, state, operator_name }) => [
        visitor_id,
        { id, state, operatorName: operator_name ?? '' },
      ]),
    );
    const names = new Map(sites.map(({ id, name }) => [id, name]));
    const shows = new Set(
      sites.filter(({ settings }) => settings.showVisitors).map(({ id }) => id),
    );
    const { here, total } = everybody();
    // Its owner may have changed that, or deleted the site, since they came.
    const seen = here.filter(
      ({ isByConsent, site }) => names.has(site) && (!isByConsent || shows.has(site)),
    );
    return { here: seen, total: total - here.length + seen.length, chats: byVisitor, names };
  }

  async function showTo(looker: Looker, board: Board): Promise<void> {
    const page = pageOf(board, looker.wish);
    const shown = { ...page, rows: await rowsOf(storage.read, page.rows, board) };
    const text = JSON.stringify(shown);
    if (!lookers.has(looker) || looker.shown === text) return;
    looker.shown = text;
    // The clock goes along, and is no news by itself.
    const frame: ToOperatorFrame = { type: 'visitors', ...shown, at: now() };
    looker.show(JSON.stringify(frame));
  }

  return {
    begin: visits.begin,
    look(wish, show) {
      const looker: Looker = { wish, show, shown: '' };
      if (lookers.size === 0) askedAt = 0;
      lookers.add(looker);
      const showSoon = () => {
        looker.shown = '';
        if (now() - askedAt >= ASKED_EVERY_MS) askOthers();
        void showAll().catch(options.onFailure);
        wake();
      };
      showSoon();
      return {
        at(next) {
          looker.wish = next;
          showSoon();
        },
        end() {
          lookers.delete(looker);
          if (lookers.size === 0) heard.clear();
        },
      };
    },
    find: (visitor) => everybody().here.find((one) => one.visitor === visitor),
    stop() {
      unsubscribe();
      clearTimeout(timer);
      lookers.clear();
      othersLookUntil = 0;
    },
  };
}

/** What is known when the list is shown. */
interface Board {
  readonly here: readonly VisitorHere[];
  readonly total: number;
  readonly chats: ReadonlyMap<VisitorId, Chat>;
  readonly names: ReadonlyMap<SiteId, string>;
}

/** The last who came first. */
function byArrival(one: VisitorHere, other: VisitorHere): number {
  return other.since - one.since || (one.visitor < other.visitor ? -1 : 1);
}

/** Where a visitor with a chat of this state stands. */
function stateOf(state: ChatState | undefined): HereState {
  if (state === undefined) return 'looking';
  return state === 'active' ? 'chatting' : 'waiting';
}

/** The part of the list that is wished for, and how many there are of each state. Pure. */
function pageOf({ here, total, chats }: Board, { site, state, from }: WatchVisitors) {
  const ofSite = here.filter((one) => site === undefined || one.site === site);
  const counts = { looking: 0, waiting: 0, chatting: 0 };
  for (const { visitor } of ofSite) counts[stateOf(chats.get(visitor)?.state)] += 1;
  const fits = ({ visitor }: VisitorHere) =>
    state === undefined || stateOf(chats.get(visitor)?.state) === state;
  const found = ofSite.filter(fits);
  // The list may have become shorter than where they look.
  const last = Math.max(0, Math.ceil(found.length / LIMITS.visitorsShown) - 1);
  const start = Math.min(from, last * LIMITS.visitorsShown);
  const rows = found.slice(start, start + LIMITS.visitorsShown);
  return { from: start, count: found.length, total, counts, rows };
}

async function rowsOf(
  db: Db,
  page: readonly VisitorHere[],
  { chats, names }: Board,
): Promise<VisitorRow[]> {
  const known =
    page.length > 0
      ? await visitorNames(
          db,
          page.map(({ visitor }) => visitor),
        )
      : [];
  const people = new Map(known.map((person) => [person.id, person]));
  return page.map(({ visitor: id, site, browser, system, device, isByConsent, ...here }) => {
    const person = people.get(id);
    const chat = chats.get(id);
    return {
      ...here,
      visitor: {
        id,
        name: person?.name ?? null,
        email: person?.email ?? null,
        verified: person ? verifiedOf(person) : null,
      },
      site: { id: site, name: names.get(site) ?? '' },
      device: { browser, system, kind: device },
      visits: person?.visits ?? 0,
      state: stateOf(chat?.state),
      chat: chat ? { id: chat.id, operatorName: chat.operatorName } : null,
    };
  });
}
