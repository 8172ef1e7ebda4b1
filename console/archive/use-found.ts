import { useEffect, useState } from 'preact/hooks';
import type { ChatSummary, SearchHit } from '../../protocol/index.ts';
import { api } from '../api.ts';
import {
  type ArchiveQuery,
  areDaysTurned,
  askedBy,
  hasWords,
  writeQuery,
} from './archive-query.ts';
import type { NotThere } from './not-there-yet.tsx';

/** What is typed in one go is asked for once. */
const DELAY_MS = 250;
/** So much is shown before somebody has to ask for more; the relay looks through a stretch at a time. */
const ENOUGH = 20;

/** Messages where there are words to look for, else chats. */
export type Items =
  | { readonly kind: 'hits'; readonly items: readonly SearchHit[] }
  | { readonly kind: 'chats'; readonly items: readonly ChatSummary[] };

/** How far the archive's answer is. */
export type Found =
  | NotThere
  /** The last day that is wanted lies before the first. */
  | { readonly name: 'days-turned' }
  | {
      readonly name: 'there';
      readonly found: Items;
      /** Where to go on; null at the end. */
      readonly next: string | null;
      /** The relay looks through a further stretch. */
      readonly isOnTheWay: boolean;
    };

const SEARCHING: Found = { name: 'searching' };

type Page = Items & { readonly next: string | null };

/** What the archive's screen stands on. */
export interface ArchiveFound {
  readonly found: Found;
  more(): void;
  again(): void;
}

/** Asks the relay for what a query finds, page by page; what comes too late for it is dropped. */
export function useFound(query: ArchiveQuery): ArchiveFound {
  const key = writeQuery(query);
  const [last, setLast] = useState<{ key: string; found: Found }>({ key, found: SEARCHING });
  // Enter opens the first of what is found for what is typed, never of what was found before.
  const found = last.key === key ? last.found : SEARCHING;
  const setFound = (now: Found) => setLast({ key, found: now });
  /** How many are wanted; grows when somebody asks for more. */
  const [wanted, setWanted] = useState(ENOUGH);
  const [round, setRound] = useState(0);
  const useless = uselessBy(query);

  useEffect(() => {
    setWanted(ENOUGH);
    setFound(useless ?? SEARCHING);
    if (useless) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void goOn(query, null, ENOUGH, setFound, stop.signal);
    }, DELAY_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, round]);

  useEffect(() => {
    if (wanted === ENOUGH || found.name !== 'there' || found.next === null) return undefined;
    const stop = new AbortController();
    void goOn(query, found, wanted, setFound, stop.signal);
    return () => stop.abort();
  }, [wanted]);

  return {
    found,
    more() {
      if (found.name === 'there') setWanted(found.found.items.length + ENOUGH);
    },
    again: () => setRound((before) => before + 1),
  };
}

/** Why nothing can be found by this query, so that nobody is asked; undefined where something can. */
function uselessBy(query: ArchiveQuery): Found | undefined {
  if (areDaysTurned(query)) return { name: 'days-turned' };
  const isWordless = query.q.trim() !== '' && !hasWords(query.q);
  return isWordless ? { name: 'no-words' } : undefined;
}

/** Asks for page after page until there are enough, since one may hold few of those that were looked through. */
async function goOn(
  query: ArchiveQuery,
  before: Extract<Found, { name: 'there' }> | null,
  enough: number,
  show: (found: Found) => void,
  signal: AbortSignal,
): Promise<void> {
  let all = before;
  try {
    do {
      if (all) show({ ...all, isOnTheWay: true });
      const page = await pageOf(query, all?.next ?? null);
      if (signal.aborted) return;
      all = { name: 'there', found: join(all?.found, page), next: page.next, isOnTheWay: false };
    } while (all.next !== null && all.found.items.length < enough);
    show(all);
  } catch (error) {
    if (signal.aborted) return;
    show({ name: 'failed', reason: error instanceof Error ? error.message : '' });
  }
}

async function pageOf(query: ArchiveQuery, before: string | null): Promise<Page> {
  const asked = askedBy(query);
  if (query.q.trim() === '') {
    const { chats, next } = await api.chats(asked, before ?? undefined);
    return { kind: 'chats', items: chats, next };
  }
  const at = before === null ? undefined : Number(before);
  const { hits, next } = await api.search(query.q.trim(), asked, at);
  return { kind: 'hits', items: hits, next: next === null ? null : String(next) };
}

function join(before: Items | undefined, { kind, items }: Page): Items {
  if (kind === 'hits') {
    return { kind, items: before?.kind === kind ? [...before.items, ...items] : items };
  }
  return { kind, items: before?.kind === kind ? [...before.items, ...items] : items };
}
