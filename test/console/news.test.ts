import { expect, test } from 'vitest';
import { countCalling, newsBetween, seenBetween } from '../../console/attention/news.ts';
import { readPreferences } from '../../console/attention/preferences.ts';
import type { ChatId, ChatSummary, OperatorId } from '../../protocol/index.ts';

const ADA = 'ada' as OperatorId;
const CHAT = 'chat' as ChatId;
const given = { id: ADA, name: 'Ada' };
const colleague = { id: 'bo' as OperatorId, name: 'Bo' };

/** A chat in which the visitor has written once, with what matters here said. */
function chat(said: Partial<ChatSummary> = {}): ChatSummary {
  const marks = { operator: 0, visitor: 0 };
  const summary = { id: CHAT, state: 'queued', operator: null, lastFromVisitor: 1, seen: marks };
  return { ...summary, ...said } as ChatSummary; // the rest of a row is not looked at
}

const inbox = (...chats: ChatSummary[]) => new Map(chats.map((one) => [one.id, one]));
const kinds = (before: ChatSummary[], after: ChatSummary[]) =>
  newsBetween(inbox(...before), inbox(...after), ADA).map(({ kind }) => kind);

test('tells of a chat that comes into the queue, once', () => {
  expect(kinds([], [chat()])).toEqual(['queue']);
  expect(kinds([chat()], [chat({ lastFromVisitor: 2 })])).toEqual([]);
  expect(kinds([chat({ state: 'closed' })], [chat({ state: 'unanswered' })])).toEqual(['queue']);
});

test('tells of a chat that is offered, not of one that was taken', () => {
  const offered = chat({ state: 'assigned', operator: given });
  expect(kinds([chat()], [offered])).toEqual(['newChat']);
  expect(kinds([chat({ state: 'active', operator: colleague })], [offered])).toEqual(['newChat']);
  expect(kinds([], [chat({ state: 'assigned', operator: colleague })])).toEqual([]);
  const taken = chat({ state: 'active', operator: given, seen: { operator: 1, visitor: 0 } });
  expect(kinds([offered], [taken])).toEqual([]);
});

test('tells of a message in a chat of mine that I have not seen', () => {
  const mine = { state: 'active', operator: given } as const;
  const before = chat({ ...mine, seen: { operator: 1, visitor: 0 } });
  expect(kinds([before], [{ ...before, lastFromVisitor: 4 }])).toEqual(['message']);
  const seen = { ...before, lastFromVisitor: 4, seen: { operator: 4, visitor: 0 } };
  expect(kinds([before], [seen])).toEqual([]);
  const hers = { ...before, operator: colleague };
  expect(kinds([hers], [{ ...hers, lastFromVisitor: 4 }])).toEqual([]);
});

test('takes back what was seen, and counts what was not', () => {
  const unread = chat({ lastFromVisitor: 2 });
  const seen = chat({ lastFromVisitor: 2, seen: { operator: 2, visitor: 0 } });
  expect(seenBetween(inbox(unread), inbox(seen))).toEqual([CHAT]);
  expect(seenBetween(inbox(unread), inbox(unread))).toEqual([]);
  expect(seenBetween(inbox(unread), inbox())).toEqual([CHAT]);
  expect([
    countCalling([unread, seen], ADA),
    countCalling([chat({ operator: colleague })], ADA),
  ]).toEqual([1, 0]);
});

test('counts a chat that is offered to me until I answer, seen or not', () => {
  const offered = chat({ state: 'assigned', seen: { operator: 1, visitor: 0 } });
  expect(countCalling([{ ...offered, operator: given }], ADA)).toBe(1);
  expect(countCalling([{ ...offered, operator: colleague }], ADA)).toBe(0);
  expect(countCalling([{ ...offered, operator: given, state: 'active' }], ADA)).toBe(0);
});

test('keeps to the standard where what was kept cannot be read', () => {
  const standard = readPreferences(null);
  expect(standard.message).toEqual({ notification: true, sound: true });
  expect(readPreferences('{')).toEqual(standard);
  expect(readPreferences('[1]')).toEqual(standard);
  expect(readPreferences('{"message":{"sound":"loud","notification":false}}').message).toEqual({
    notification: false,
    sound: true,
  });
});
