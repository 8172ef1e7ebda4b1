import { LIMITS, type SiteId, type VisitedPage, type VisitorId } from '../../protocol/index.ts';
import type { VisitorHere } from '../bus/index.ts';

/** Who loads another page is gone for a moment: their visit goes on where they are back by then. */
const GRACE_MS = 15_000;
/** Visits that are remembered for it at once; the one that ended longest ago is forgotten first. */
const MOST_ENDED = 5_000;
/** Pages of a visit that are remembered, in memory alone. */
const MOST_PAGES = 20;

/** Whose visit it is, and where they are now; looked at when somebody asks, so that a visit costs no copy. */
export interface Visiting {
  readonly visitor: VisitorId;
  readonly site: { readonly id: SiteId };
  readonly context: Omit<VisitorHere, 'visitor' | 'site' | 'since' | 'pageSince' | 'isByConsent'>;
}

/** A visitor's line, as far as operators may see it. */
export interface Visit {
  /** They agreed to be seen. */
  agree(): void;
  /** They no longer do: what was remembered of the visit is forgotten, and without the chat open they are seen no more. */
  refuse(): void;
  /** They go to another page; told before their context changes. */
  moves(): void;
  end(): void;
}

/** Why a visitor may be seen. */
export interface Ground {
  /** The line is the chat's own. */
  readonly hasChatOpen: boolean;
  /** They agreed to be remembered, on a site that shows its visitors. */
  readonly hasAgreed: boolean;
}

/** The visits of this node's lines. */
export interface LocalVisits {
  begin(visiting: Visiting, ground: Ground): Visit;
  /** Everybody who may be seen, each visitor once. */
  list(): VisitorHere[];
  /** The pages of a visitor who agreed, the oldest first, the present one last; none where there was no other. */
  pagesOf(visitor: VisitorId): readonly VisitedPage[];
}

interface Ended {
  readonly here: VisitorHere;
  readonly pages: readonly VisitedPage[];
}

/** `onChange` is called at every change of what `list` gives. */
export function createLocalVisits(now: () => number, onChange: () => void): LocalVisits {
  const visits = new Visits(now, onChange);
  return {
    begin(visiting, ground) {
      const visit = new LineVisit(visits, visiting, ground);
      if (ground.hasChatOpen || ground.hasAgreed) visits.look(visit);
      return visit;
    },
    list() {
      visits.forgetOldest();
      const all = new Map<VisitorId, VisitorHere>();
      for (const { here } of visits.ended.values()) all.set(here.visitor, here);
      for (const visit of visits.shown) add(all, visit.here());
      return [...all.values()];
    },
    pagesOf(visitor) {
      return visits.trails.get(visitor)?.trail() ?? [];
    },
  };
}

/** What the visits of all lines have in common. */
class Visits {
  readonly now: () => number;
  readonly onChange: () => void;
  readonly shown = new Set<LineVisit>();
  /** Of those who agreed and were on another page before. */
  readonly trails = new Map<VisitorId, LineVisit>();
  readonly ended = new Map<VisitorId, Ended & { readonly at: number }>();

  constructor(now: () => number, onChange: () => void) {
    this.now = now;
    this.onChange = onChange;
  }

  forgetOldest(): void {
    const before = this.now() - GRACE_MS;
    for (const [visitor, { at }] of this.ended) {
      if (at >= before && this.ended.size <= MOST_ENDED) return;
      this.ended.delete(visitor);
    }
  }

  look(visit: LineVisit): void {
    if (visit.hasAgreed && !this.shown.has(visit)) this.#takeUp(visit);
    if (visit.hasChatOpen || visit.hasAgreed) this.shown.add(visit);
    else this.shown.delete(visit);
    this.onChange();
  }

  end(visit: LineVisit): void {
    if (!this.shown.delete(visit)) return;
    if (this.trails.get(visit.visitor) === visit) this.trails.delete(visit.visitor);
    if (visit.hasAgreed) {
      const here = visit.here();
      this.ended.delete(here.visitor);
      this.ended.set(here.visitor, { here, pages: visit.pages(), at: this.now() });
      this.forgetOldest();
    }
    this.onChange();
  }

  /** What the page before left, perhaps a moment ago. */
  #takeUp(visit: LineVisit): void {
    this.forgetOldest();
    const before = this.ended.get(visit.visitor);
    if (before) {
      visit.follow(before);
      this.trails.set(visit.visitor, visit);
    }
    this.ended.delete(visit.visitor);
  }
}

/** Of several lines of one visitor, the one that moved last says where they are. */
function add(all: Map<VisitorId, VisitorHere>, here: VisitorHere): void {
  const other = all.get(here.visitor);
  all.set(here.visitor, other ? joined(other, here) : here);
}

/** What two lines of one visitor say together. Pure. */
export function joined(one: VisitorHere, other: VisitorHere): VisitorHere {
  const latest = one.pageSince > other.pageSince ? one : other;
  const isByConsent = one.isByConsent && other.isByConsent;
  return { ...latest, isByConsent, since: Math.min(one.since, other.since) };
}

/** A class, since there is one for each of thousands of visitors. */
class LineVisit implements Visit {
  readonly hasChatOpen: boolean;
  hasAgreed: boolean;
  readonly #visits: Visits;
  readonly #visiting: Visiting;
  #since: number;
  #pageSince: number;
  /** Made with the second page. */
  #before: VisitedPage[] | undefined;

  constructor(visits: Visits, visiting: Visiting, { hasChatOpen, hasAgreed }: Ground) {
    this.#visits = visits;
    this.#visiting = visiting;
    this.hasChatOpen = hasChatOpen;
    this.hasAgreed = hasAgreed;
    this.#since = visits.now();
    this.#pageSince = this.#since;
  }

  get visitor(): VisitorId {
    return this.#visiting.visitor;
  }

  agree(): void {
    this.hasAgreed = true;
    this.#visits.look(this);
  }

  refuse(): void {
    this.hasAgreed = false;
    this.#since = this.#visits.now();
    this.#before = undefined;
    this.#visits.ended.delete(this.visitor);
    this.#visits.trails.delete(this.visitor);
    this.#visits.look(this);
  }

  moves(): void {
    const { url, title } = this.#visiting.context.page;
    const left = { url, title, at: this.#pageSince };
    if (this.hasAgreed) {
      this.#before = [...this.pages(), left].slice(-MOST_PAGES);
      this.#visits.trails.set(this.visitor, this);
    }
    this.#pageSince = this.#visits.now();
    if (this.#visits.shown.has(this)) this.#visits.onChange();
  }

  end(): void {
    this.#visits.end(this);
  }

  here(): VisitorHere {
    const { visitor, site, context } = this.#visiting;
    const { page, ...rest } = context;
    const short = {
      url: page.url,
      title: page.title.slice(0, LIMITS.titleCodePoints),
      referrer: page.referrer,
    };
    return {
      visitor,
      site: site.id,
      ...rest,
      page: short,
      isByConsent: !this.hasChatOpen,
      since: this.#since,
      pageSince: this.#pageSince,
    };
  }

  pages(): readonly VisitedPage[] {
    return this.#before ?? [];
  }

  /** The pages before and the present one; none where there was no other. */
  trail(): readonly VisitedPage[] {
    const { url, title } = this.#visiting.context.page;
    return this.#before ? [...this.#before, { url, title, at: this.#pageSince }] : [];
  }

  /** Goes on where a visit was that has just ended. */
  follow({ here, pages }: Ended): void {
    this.#since = here.since;
    const { url, title } = here.page;
    const isSamePage = url === this.#visiting.context.page.url;
    if (isSamePage) this.#pageSince = here.pageSince;
    const left = isSamePage ? [] : [{ url, title, at: here.pageSince }];
    const all = [...pages, ...left];
    if (all.length > 0) this.#before = all.slice(-MOST_PAGES);
  }
}
