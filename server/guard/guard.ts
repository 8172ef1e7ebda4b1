import type {
  EventId,
  SiteId,
  SiteSettings,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';
import { hasBeenAnswered, isLogged, saidSince } from '../storage/index.ts';
import { type Counts, type CountsOptions, createCounts, type Rule } from './counts.ts';
import {
  AGAIN_MS,
  fold,
  hasMoreLinks,
  markOf,
  textOf,
  timesSaid,
  type Use,
  writtenAt,
} from './rules.ts';
import { createSaidLately } from './said-lately.ts';

/** Events of a chat that are looked at, the latest ones. */
const LOOKED_AT = 100;
/** What was written longer ago, such as offline or before the relay came back with an older log, is taken as it comes. */
const LATE_MS = 60_000;

const NOT_BEFORE: readonly Use[] = [];

/** What a visitor wants to say. */
export interface Saying {
  readonly site: { readonly id: SiteId; readonly settings: Pick<SiteSettings, 'guard'> };
  readonly visitor: VisitorId;
  readonly id: EventId;
  readonly event: VisitorSend;
}

export interface Unwanted {
  readonly refuse: 'unwanted';
  readonly detail: string;
}

/** Looks at what visitors say: the same again and again, or a heap of links, is not taken. Knows nothing of operators. */
export interface Guard {
  /**
   * Why it is not taken, or nothing. Asks the log only where something was said before or holds many links; what it cannot look up
   * passes. A message that the log has already is never refused: it is a repeat of the same one.
   */
  whyUnwanted(saying: Saying): Promise<Unwanted | undefined> | undefined;
  readonly counts: Pick<Counts, 'read'>;
  stop(): Promise<void>;
}

export function createGuard(options: CountsOptions): Guard {
  const { storage, now, onFailure } = options;
  const counts = createCounts(options);
  const lately = createSaidLately();

  function usesBefore({ visitor, id, event }: Saying, folded: string): readonly Use[] {
    if (event.kind !== 'message') return NOT_BEFORE;
    return lately.take(markOf(visitor, folded), { id, at: now() });
  }

  async function look(
    saying: Saying,
    folded: string,
    isLinked: boolean,
    before: readonly Use[],
  ): Promise<Unwanted | undefined> {
    const { site, visitor, id } = saying;
    const { repeats, links } = site.settings.guard;
    if (isLinked && !(await hasBeenAnswered(storage.read, visitor, site.id))) {
      return refuse(
        saying,
        folded,
        'links',
        `it holds more than ${links} links, and nobody has answered yet`,
      );
    }
    if (repeats === null || before.length === 0) return undefined;
    const latest = await saidSince(storage.read, visitor, site.id, now() - AGAIN_MS, LOOKED_AT);
    if (timesSaid(folded, id, latest, before, now()) < repeats) return undefined;
    return refuse(
      saying,
      folded,
      'repeated',
      `the same was written ${repeats} times within 10 minutes`,
    );
  }

  async function refuse(
    { site, visitor, id }: Saying,
    folded: string,
    rule: Rule,
    detail: string,
  ): Promise<Unwanted | undefined> {
    if (await isLogged(storage.read, id, visitor)) return undefined;
    lately.forget(markOf(visitor, folded), id);
    counts.add(site.id, rule);
    return { refuse: 'unwanted', detail };
  }

  return {
    counts,
    whyUnwanted(saying) {
      const { repeats, links } = saying.site.settings.guard;
      const folded = fold(textOf(saying.event));
      const isLinked = links !== null && hasMoreLinks(folded, links);
      const before = repeats === null ? NOT_BEFORE : usesBefore(saying, folded);
      if (!isLinked && before.length === 0) return undefined;
      if (now() - writtenAt(saying.id) > LATE_MS) return undefined;
      return look(saying, folded, isLinked, before).catch(pass);
    },
    stop: counts.stop,
  };

  function pass(error: unknown): undefined {
    onFailure(error);
  }
}
