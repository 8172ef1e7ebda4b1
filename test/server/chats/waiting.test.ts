import { describe, expect, test } from 'vitest';
import type { EventBody, VisitorId } from '../../../protocol/index.ts';
import { type NewEvent, writeEvents } from '../../../server/chats/write-events.ts';
import type { ChatRow } from '../../../server/storage/index.ts';
import { ada, chatIn, moment } from './chat-rows.ts';

const visitor = { role: 'visitor', id: 'v' as VisitorId } as const;
const operator = { role: 'operator', id: ada.id } as const;
const system = { role: 'system' } as const;
const message = { kind: 'message', text: 'Hello' } as const;

function chatAfter(
  chat: ChatRow,
  at: number,
  author: NewEvent['author'],
  body: EventBody,
): ChatRow {
  return writeEvents(chat, at, [{ id: moment.newEventId(), author, body }]).chat;
}

describe('when something was said in a chat last', () => {
  const chat = { ...chatIn('active', ada.id), said_at: 5 };
  const file = { id: 'f', name: 'a.txt', type: 'text/plain', bytes: 1 } as never;

  test.each<[string, NewEvent['author'], EventBody]>([
    ['a message', visitor, message],
    ['an answer', operator, message],
    ['a file', visitor, { kind: 'file', file }],
    ['a form', visitor, { kind: 'form', form: 'preChat', answers: [] }],
    ['a rating', visitor, { kind: 'rating', good: true }],
  ])('follows from %s', (_, author, body) => {
    expect(chatAfter(chat, 9, author, body).said_at).toBe(9);
  });

  test.each<[string, NewEvent['author'], EventBody]>([
    ['an offer', system, { kind: 'assigned', operator: ada }],
    ['an offer that nobody took', system, { kind: 'queued', offline: false }],
    ['who answers', operator, { kind: 'joined', operator: ada }],
    ['a note', operator, { kind: 'note', text: 'Kind' }],
    ['its end', system, { kind: 'closed', reason: 'idle' }],
  ])('does not follow from %s', (_, author, body) => {
    expect(chatAfter(chat, 9, author, body)).toMatchObject({ said_at: 5, updated_at: 9 });
  });
});

describe('the wait for an answer', () => {
  test('begins with the first message that nobody answered, whoever joins and whatever is offered', () => {
    let chat = chatAfter(chatIn('queued'), 10, visitor, message);
    chat = chatAfter(chat, 20, visitor, message);
    chat = chatAfter(chat, 30, system, { kind: 'assigned', operator: ada });
    chat = chatAfter(chat, 40, operator, { kind: 'joined', operator: ada });
    chat = chatAfter(chat, 50, operator, { kind: 'note', text: 'Kind' });
    expect(chat).toMatchObject({ state: 'active', awaits_since: 10 });
    chat = chatAfter(chat, 60, operator, message);
    expect(chat.awaits_since).toBeNull();
    expect(chatAfter(chat, 70, visitor, message).awaits_since).toBe(70);
  });

  test('begins anew after an answer of a relay of an earlier version, which leaves the time', () => {
    const asked = chatAfter(chatIn('active', ada.id), 10, visitor, message);
    const answered = { ...asked, awaits_reply: 0 };
    expect(chatAfter(answered, 70, visitor, message).awaits_since).toBe(70);
  });

  test('ends with the chat, and a survey begins none', () => {
    const asked = chatAfter(chatIn('active', ada.id), 10, visitor, message);
    const closed = chatAfter(asked, 20, visitor, { kind: 'closed' });
    expect(closed.awaits_since).toBeNull();
    const survey: EventBody = { kind: 'form', form: 'postChat', answers: [] };
    expect(chatAfter(closed, 30, visitor, survey).awaits_since).toBeNull();
  });
});
