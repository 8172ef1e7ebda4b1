import { expect, test } from 'vitest';
import { chatsOf, isUnread } from '../../console/inbox/lists.ts';
import { asText, nameOf } from '../../console/visitors/index.ts';
import type { ChatId, ChatSummary, OperatorId, SiteId, VisitorId } from '../../protocol/index.ts';

const me = 'me' as OperatorId;

function chat(id: string, part: Partial<ChatSummary> = {}): ChatSummary {
  return {
    id: id as ChatId,
    site: { id: 's' as SiteId, name: 'Shop' },
    visitor: { id: 'v' as VisitorId, name: null, email: null },
    state: 'queued',
    operator: null,
    last: 1,
    seen: { visitor: 0, operator: 0 },
    delivered: { visitor: 0, operator: 0 },
    preview: '',
    lastFromVisitor: 1,
    startedAt: 0,
    updatedAt: 0,
    page: { url: '', title: '', referrer: '' },
    device: { browser: '', system: '', kind: '' },
    language: '',
    online: false,
    ...part,
  };
}

const chats = [
  chat('late', { startedAt: 2, updatedAt: 5 }),
  chat('early', { startedAt: 1, updatedAt: 9 }),
  chat('mine', { state: 'active', operator: { id: me, name: 'Me' }, updatedAt: 7 }),
  chat('theirs', { state: 'active', operator: { id: 'x' as OperatorId, name: 'X' }, updatedAt: 6 }),
  chat('left', { state: 'unanswered', startedAt: 3, updatedAt: 1 }),
  chat('over', { state: 'closed', operator: { id: me, name: 'Me' } }),
];
const idsOf = (list: Parameters<typeof chatsOf>[0]) => chatsOf(list, chats, me).map(({ id }) => id);

test('shows the queue in the order people came, with messages that were left', () => {
  expect(idsOf('queue')).toEqual(['early', 'late', 'left']);
});

test('shows mine, all open ones and closed ones, the last change first', () => {
  expect(idsOf('mine')).toEqual(['mine']);
  expect(idsOf('open')).toEqual(['early', 'mine', 'theirs', 'late', 'left']);
  expect(idsOf('closed')).toEqual(['over']);
});

test('counts as unread what the visitor wrote after an operator last looked', () => {
  expect(isUnread(chat('a', { lastFromVisitor: 3, seen: { visitor: 0, operator: 2 } }))).toBe(true);
  expect(isUnread(chat('a', { lastFromVisitor: 3, seen: { visitor: 0, operator: 3 } }))).toBe(
    false,
  );
  expect(isUnread(chat('a', { state: 'closed', lastFromVisitor: 3 }))).toBe(false);
});

test('calls a visitor by name, else by e-mail, and takes nothing but text for it', () => {
  const named = chat('a', {
    visitor: { id: 'v' as VisitorId, name: 'Grace', email: 'g@example.org' },
  });
  const mailed = chat('a', {
    visitor: { id: 'v' as VisitorId, name: null, email: 'g@example.org' },
  });
  expect([nameOf(named), nameOf(mailed), nameOf(chat('a'))]).toEqual([
    'Grace',
    'g@example.org',
    '',
  ]);
  expect(asText({ type: 'b', props: {} })).toBe('');
});
