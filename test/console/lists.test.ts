import { expect, test } from 'vitest';
import { chatsOf, type Shown, usualOrder } from '../../console/inbox/lists.ts';
import { byLoad, longestWaiting } from '../../console/inbox/team-load.ts';
import { withLive } from '../../console/inbox/use-closed.ts';
import { isUnread } from '../../console/rows/index.ts';
import { asText, nameOf } from '../../console/visitors/index.ts';
import type { ListName, OperatorId, SiteId, ViewFilter, VisitorId } from '../../protocol/index.ts';
import { chatSummary as chat } from '../helpers/chat-summary.ts';

const me = 'me' as OperatorId;

const other = 'x' as OperatorId;
const readBy = { seen: { visitor: 0, operator: 1 } };
const chats = [
  chat('late', { waitingSince: 2, saidAt: 5 }),
  chat('early', { waitingSince: 1, saidAt: 9 }),
  chat('mine', { state: 'active', operator: { id: me, name: 'Me' }, saidAt: 7, ...readBy }),
  chat('theirs', { state: 'active', operator: { id: other, name: 'X' }, saidAt: 6 }),
  chat('left', { state: 'unanswered', saidAt: 1 }),
  chat('over', { state: 'closed', operator: { id: me, name: 'Me' } }),
];
const idsOf = (list: ListName, part: Partial<Shown> = {}) =>
  chatsOf({ list, filter: {}, order: usualOrder(list), ...part }, chats, me).map(({ id }) => id);

test('shows the queue in the order people came', () => {
  expect(idsOf('queue')).toEqual(['early', 'late']);
});

test('shows mine, those of nobody, all open ones and closed ones, the last change first', () => {
  expect(idsOf('mine')).toEqual(['mine']);
  expect(idsOf('unassigned')).toEqual(['early', 'late', 'left']);
  expect(idsOf('open')).toEqual(['early', 'mine', 'theirs', 'late', 'left']);
  expect(idsOf('closed')).toEqual(['over']);
});

test('orders by the last change either way, by the time somebody waits, and unread ones first', () => {
  expect(idsOf('open', { order: 'oldest' })).toEqual(['left', 'late', 'theirs', 'mine', 'early']);
  expect(idsOf('open', { order: 'waiting' })).toEqual(['early', 'late', 'mine', 'theirs', 'left']);
  expect(idsOf('open', { order: 'unread' })).toEqual(['early', 'theirs', 'late', 'left', 'mine']);
});

test('lets through what a filter asks for: site, operator, state, unread', () => {
  const filtered = (filter: ViewFilter) => idsOf('open', { filter });
  expect(filtered({ operator: 'me' })).toEqual(['mine']);
  expect(filtered({ operator: 'none' })).toEqual(['early', 'late', 'left']);
  expect(filtered({ operator: other })).toEqual(['theirs']);
  expect(filtered({ state: 'unanswered' })).toEqual(['left']);
  expect(filtered({ isUnread: true, state: 'active' })).toEqual(['theirs']);
  expect(filtered({ site: 's' as SiteId, operator: 'me', isUnread: true })).toEqual([]);
});

test('shows of closed chats what was read, as it is now, and what closed since', () => {
  const closed = (id: string, saidAt: number, part = {}) =>
    chat(id, { state: 'closed', saidAt, ...part });
  const answer = { chats: [closed('b', 20), closed('c', 10)], next: 'more' };
  const live = [closed('a', 30), closed('c', 10, { preview: 'new' }), closed('opened', 1)];
  const rows = withLive(answer, live);
  expect(rows.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(rows[1]?.preview).toBe('new');
  expect(withLive({ ...answer, next: null }, live).map(({ id }) => id)).toContain('opened');
});

test('counts as unread what the visitor wrote after an operator last looked', () => {
  expect(isUnread(chat('a', { lastFromVisitor: 3, seen: { visitor: 0, operator: 2 } }))).toBe(true);
  expect(isUnread(chat('a', { lastFromVisitor: 3, seen: { visitor: 0, operator: 3 } }))).toBe(
    false,
  );
  expect(isUnread(chat('a', { state: 'closed', lastFromVisitor: 3 }))).toBe(false);
});

test('calls a visitor by name, else by e-mail, else as their site does, else by a mark, and takes nothing but text for it', () => {
  const named = chat('a', {
    visitor: {
      id: 'v' as VisitorId,
      name: 'Grace',
      email: 'g@example.org',
      verified: null,
      changedAt: 0,
    },
  });
  const mailed = chat('a', {
    visitor: {
      id: 'v' as VisitorId,
      name: null,
      email: 'g@example.org',
      verified: null,
      changedAt: 0,
    },
  });
  const proven = chat('a', {
    visitor: {
      ...chat('a').visitor,
      verified: { userId: '4711', name: false, email: false },
    },
  });
  const nobody = chat('a', {
    visitor: { ...chat('a').visitor, id: '0198f0c2-77aa-7cc1-9d3e-5be61f04a9c7' as VisitorId },
  });
  expect([named, mailed, proven, nobody].map(nameOf)).toEqual([
    'Grace',
    'g@example.org',
    '4711',
    'Visitor 4A9C7',
  ]);
  expect(asText({ type: 'b', props: {} })).toBe('');
});

test('puts those of the team first who accept chats and have the most room', () => {
  const member = (name: string, accepting: boolean, open: number) => ({
    ...{ id: name as OperatorId, name, accepting, away: null, online: true },
    ...{ chats: open, limit: 6 },
  });
  const team = [
    member('Off', false, 0),
    member('Busy', true, 6),
    member('Free', true, 1),
    member('Also', true, 1),
  ];
  expect(team.sort(byLoad).map(({ name }) => name)).toEqual(['Also', 'Free', 'Busy', 'Off']);
});

test('tells the longest wait of the queue, not of chats that somebody has', () => {
  expect(longestWaiting(chats)).toBe(1);
  const answered = chat('owed', { state: 'active', waitingSince: 1 });
  expect(longestWaiting([answered, chat('asks', { waitingSince: 4 })])).toBe(4);
  expect(longestWaiting([answered])).toBeNull();
});
