import { expect, test } from 'vitest';
import type { SiteId, VisitorId } from '../../../protocol/index.ts';
import { createLocalVisits, type Visiting } from '../../../server/visitors/local-visits.ts';

const BY_CONSENT = { hasChatOpen: false, hasAgreed: true };
const WITH_CHAT_OPEN = { hasChatOpen: true, hasAgreed: false };
const BEGUN = 1_000_000;

/** Visits on a clock that is moved by hand. */
function visitsAt() {
  let clock = BEGUN;
  let changes = 0;
  const visits = createLocalVisits(
    () => clock,
    () => {
      changes += 1;
    },
  );
  return {
    ...visits,
    passes(ms: number) {
      clock += ms;
    },
    changes: () => changes,
  };
}

/** A line of a visitor, on a page. */
function lineOf(name: string, url: string) {
  const line = {
    visitor: name as VisitorId,
    site: { id: 's' as SiteId },
    context: {
      page: { url, title: '', referrer: '' },
      ...{ browser: '', system: '', device: '', language: '' },
    },
  };
  return line satisfies Visiting;
}

test('C7 goes on with a visit whose next page is there within fifteen seconds, and with no later one', () => {
  const visits = visitsAt();
  const first = visits.begin(lineOf('v', '/1'), BY_CONSENT);
  visits.passes(5_000);
  first.end();
  visits.passes(14_000);
  expect(visits.list()).toMatchObject([{ page: { url: '/1' } }]);
  const second = visits.begin(lineOf('v', '/2'), BY_CONSENT);
  expect(visits.list()).toMatchObject([
    { page: { url: '/2' }, since: BEGUN, pageSince: BEGUN + 19_000 },
  ]);
  expect(visits.pagesOf('v' as VisitorId)).toEqual([
    { url: '/1', title: '', at: BEGUN },
    { url: '/2', title: '', at: BEGUN + 19_000 },
  ]);
  second.end();
  visits.passes(16_000);
  expect(visits.list()).toEqual([]);
  visits.begin(lineOf('v', '/3'), BY_CONSENT);
  expect(visits.list()).toMatchObject([{ since: BEGUN + 35_000 }]);
  expect(visits.pagesOf('v' as VisitorId)).toEqual([]);
});

test('C7 remembers no page of who has only the chat open, and nothing once they are gone', () => {
  const visits = visitsAt();
  const line = lineOf('v', '/1');
  const visit = visits.begin(line, WITH_CHAT_OPEN);
  visit.moves();
  line.context.page = { url: '/2', title: '', referrer: '' };
  expect(visits.list()).toMatchObject([{ page: { url: '/2' }, isByConsent: false }]);
  expect(visits.pagesOf('v' as VisitorId)).toEqual([]);
  visit.end();
  expect(visits.list()).toEqual([]);
});

test('C7 F2 forgets a visit whose visitor takes their consent back, also the pages before', () => {
  const visits = visitsAt();
  const line = lineOf('v', '/1');
  visits.begin(line, BY_CONSENT).end();
  const visit = visits.begin(lineOf('v', '/2'), BY_CONSENT);
  visit.refuse();
  expect([visits.list(), visits.pagesOf(line.visitor)]).toEqual([[], []]);
  visit.agree();
  expect(visits.pagesOf(line.visitor)).toEqual([]);
});

test('C7 tells of one visitor once, where they looked last', () => {
  const visits = visitsAt();
  visits.begin(lineOf('v', '/old'), BY_CONSENT);
  visits.passes(1_000);
  visits.begin(lineOf('v', '/new'), WITH_CHAT_OPEN);
  expect(visits.list()).toMatchObject([
    { page: { url: '/new' }, since: BEGUN, isByConsent: false },
  ]);
});

test('C7 remembers the last twenty pages of a visit', () => {
  const visits = visitsAt();
  const line = lineOf('v', '/0');
  const visit = visits.begin(line, BY_CONSENT);
  for (let page = 1; page <= 30; page += 1) {
    visit.moves();
    line.context.page = { url: `/${page}`, title: '', referrer: '' };
  }
  const pages = visits.pagesOf(line.visitor);
  expect([pages.length, pages[0]?.url, pages.at(-1)?.url]).toEqual([21, '/10', '/30']);
  expect(visits.changes()).toBeGreaterThan(30);
});
