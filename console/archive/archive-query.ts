import type { Asked } from '../api.ts';

/** What of the archive is shown, as it stands in the screen's address; nothing is empty. Days are the operator's. */
export interface ArchiveQuery {
  readonly q: string;
  /** `YYYY-MM-DD`, the first day and the last. */
  readonly from: string;
  readonly to: string;
  readonly site: string;
  readonly operator: string;
  readonly group: string;
  readonly tag: string;
  readonly state: string;
  readonly rating: string;
  readonly goal: string;
  readonly page: string;
  readonly visitor: string;
}

/** All of them, none filtered. */
export const EVERYTHING: ArchiveQuery = {
  q: '',
  from: '',
  to: '',
  site: '',
  operator: '',
  group: '',
  tag: '',
  state: '',
  rating: '',
  goal: '',
  page: '',
  visitor: '',
};

const NAMES = Object.keys(EVERYTHING) as (keyof ArchiveQuery)[];

/** Reads the query of an address; what it does not name is empty. Pure. */
export function readQuery(search: string): ArchiveQuery {
  const given = new URLSearchParams(search);
  const entries = NAMES.map((name) => [name, given.get(name) ?? '']);
  // All names, each with a text.
  return Object.fromEntries(entries) as ArchiveQuery;
}

/** The query as it stands in an address, with its question mark; empty for everything. Pure. */
export function writeQuery(query: ArchiveQuery): string {
  const given = NAMES.filter((name) => query[name].trim() !== '');
  const search = new URLSearchParams(given.map((name) => [name, query[name]])).toString();
  return search && `?${search}`;
}

/** Whether the last day lies before the first: nothing can be found then. Pure. */
export function areDaysTurned({ from, to }: ArchiveQuery): boolean {
  return from !== '' && to !== '' && to < from;
}

/** How many filters are set, beside the words. Pure. */
export function countFilters(query: ArchiveQuery): number {
  return NAMES.filter((name) => name !== 'q' && query[name] !== '').length;
}

/** What the relay is asked: days as moments of this browser's time zone. Pure but for that. */
export function askedBy({ from, to, q: _, page, visitor, ...others }: ArchiveQuery): Asked {
  const asked = {
    from: momentOf(from, 0),
    until: momentOf(to, 1),
    ...others,
    page: page.trim(),
    visitor: visitor.trim(),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}

/** The beginning of a day, or of one after it, in milliseconds; empty where it is no day. */
function momentOf(day: string, later: number): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return '';
  // Days are not all of 24 hours: the calendar says when the next one begins.
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
  return Number.isNaN(at) || at < 0 ? '' : String(at);
}

/** Whether there is something to search for: the index knows letters and digits. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
