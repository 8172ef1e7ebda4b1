import type { CannedResponse, Macro } from '../../protocol/index.ts';
import type { Prepared } from './prepared.ts';

/** What the menu offers. */
export type Offer =
  | { readonly type: 'response'; readonly response: CannedResponse }
  | { readonly type: 'macro'; readonly macro: Macro };

/** More would not be read. */
const MOST = 100;

/**
 * What fits what was typed, in the chats of a site or, with null, of all sites: shortcuts and names that begin with it first, then those that hold it, then
 * texts that hold it; dashes stand for spaces. Pure.
 */
export function findReplies(
  query: string,
  { responses, macros }: Prepared,
  site: string | null,
): Offer[] {
  const isHere = isForSite(site);
  const offers: Offer[] = [
    ...responses.filter(isHere).map((response): Offer => ({ type: 'response', response })),
    ...macros.filter(isHere).map((macro): Offer => ({ type: 'macro', macro })),
  ];
  const wish = plain(query);
  return offers
    .map((offer) => ({ offer, fit: fitOf(wish, offer) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .slice(0, MOST)
    .map(({ offer }) => offer);
}

/** Whether something is for the chats of a site; with null, of any. Pure. */
export function isForSite(site: string | null): (one: CannedResponse | Macro) => boolean {
  return ({ scope }) => site === null || scope.kind !== 'site' || scope.site === site;
}

function fitOf(wish: string, offer: Offer): number {
  const name = plain(offer.type === 'response' ? offer.response.shortcut : offer.macro.name);
  if (name === wish) return 5;
  if (name.startsWith(wish)) return 4;
  if (` ${name}`.includes(` ${wish}`)) return 3;
  if (name.includes(wish)) return 2;
  return offer.type === 'response' && plainText(offer.response).includes(wish) ? 1 : 0;
}

/** Texts are long, and are searched at every letter that is typed. */
const texts = new WeakMap<CannedResponse, string>();

function plainText(response: CannedResponse): string {
  const known = texts.get(response) ?? plain(response.text);
  texts.set(response, known);
  return known;
}

/** Small letters without marks; what divides words is a space. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[-\s]+/g, ' ');
}
