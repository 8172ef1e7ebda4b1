import { describe, expect, test } from 'vitest';
import type {
  ChatId,
  ChatState,
  EventId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../../protocol/index.ts';
import {
  decideAssign,
  decideOperatorSend,
  decideRequeue,
  decideVisitorSend,
} from '../../../server/chats/decide.ts';
import { newChat } from '../../../server/chats/new-chat.ts';
import type { ChatRow, Decision } from '../../../server/storage/index.ts';

let made = 0;
const moment = { at: 1_000, newEventId: () => `made-${made++}` as EventId };
const visitor = 'v' as VisitorId;
const ada = { id: 'ada' as OperatorId, name: 'Ada' };
const bob = { id: 'bob' as OperatorId, name: 'Bob' };
const message = { id: 'm1' as EventId, event: { kind: 'message', text: 'Hello' } } as const;
const form = {
  id: 'f1' as EventId,
  event: {
    kind: 'form',
    form: 'offline',
    answers: { name: 'N', email: 'n@example.org', message: 'Later' },
  },
} as const;
const context = {
  page: { url: '', title: '', referrer: '' },
  browser: '',
  system: '',
  device: '',
  language: '',
};
const empty = newChat('c' as ChatId, 's' as SiteId, visitor, context, 0);

function chatIn(state: ChatState, operator: OperatorId | null = null): ChatRow {
  return { ...empty, state, operator_id: operator, last_seq: 4, last_visible_seq: 3 };
}

function kinds(decision: Decision): string[] {
  if ('refuse' in decision) return [decision.refuse];
  return decision.events.map(({ body }) => JSON.parse(body).kind);
}

function stateAfter(decision: Decision): ChatState | undefined {
  return 'chat' in decision ? decision.chat.state : undefined;
}

describe('a visitor who writes', () => {
  test.each([
    ['begins a chat and queues it', empty, true, ['message', 'queued'], 'queued'],
    [
      'begins an unanswered chat when nobody accepts',
      empty,
      false,
      ['message', 'queued'],
      'unanswered',
    ],
    [
      'reopens a closed chat before the message',
      chatIn('closed'),
      true,
      ['reopened', 'message', 'queued'],
      'queued',
    ],
    ['adds to an active chat', chatIn('active', ada.id), true, ['message'], 'active'],
    [
      'queues an unanswered chat once somebody accepts',
      chatIn('unanswered'),
      true,
      ['message', 'queued'],
      'queued',
    ],
    [
      'leaves an unanswered chat as it is while nobody accepts',
      chatIn('unanswered'),
      false,
      ['message'],
      'unanswered',
    ],
    ['keeps its place in the queue', chatIn('queued'), true, ['message'], 'queued'],
  ] as const)('%s', (_what, chat, accepting, events, state) => {
    const decision = decideVisitorSend(moment, visitor, message, chat, accepting);
    expect(kinds(decision)).toEqual(events);
    expect(stateAfter(decision)).toBe(state);
  });

  test('leaves a form as an unanswered chat even while somebody accepts', () => {
    expect(stateAfter(decideVisitorSend(moment, visitor, form, empty, true))).toBe('unanswered');
  });
});

describe('an operator who writes', () => {
  test('joins a chat that is not theirs by writing to it', () => {
    const decision = decideOperatorSend(moment, ada, message, chatIn('active', bob.id));
    expect(kinds(decision)).toEqual(['joined', 'message']);
    expect(decision).toMatchObject({ chat: { operator_id: ada.id } });
  });

  test('leaves a note without joining, and hides it from the visitor', () => {
    const note = { id: 'n' as EventId, event: { kind: 'note', text: 'vip' } } as const;
    const decision = decideOperatorSend(moment, ada, note, chatIn('queued'));
    expect(decision).toMatchObject({
      chat: { state: 'queued', last_seq: 5, last_visible_seq: 3, preview: '' },
      events: [{ audience: 'operators', seq: 5, visible_prev: 3 }],
    });
  });

  test.each([
    ['accepts a chat that is theirs already', 'joined', chatIn('active', ada.id)],
    ['closes a chat that is closed already', 'closed', chatIn('closed', ada.id)],
  ] as const)('changes nothing when they %s', (_what, kind, chat) => {
    const step = { id: 's' as EventId, event: { kind } };
    expect(decideOperatorSend(moment, ada, step, chat)).toEqual({ chat, events: [] });
  });

  test('cannot write a message into a closed chat', () => {
    expect(kinds(decideOperatorSend(moment, ada, message, chatIn('closed')))).toEqual(['conflict']);
  });

  test('is told when there is no such chat', () => {
    expect(kinds(decideOperatorSend(moment, ada, message, null))).toEqual(['not_found']);
  });
});

describe('routing', () => {
  test('never assigns beyond the limit', () => {
    expect(stateAfter(decideAssign(moment, ada, 6, chatIn('queued'), 5))).toBe('assigned');
    expect(kinds(decideAssign(moment, ada, 6, chatIn('queued'), 6))).toEqual(['conflict']);
  });

  test('writes of an operator into the log what visitors may know, and no more', () => {
    const candidate = { ...ada, chats: 1, limit: 6, email: 'ada@example.org' };
    const decision = decideAssign(moment, candidate, 6, chatIn('queued'), 0);
    const [event] = 'events' in decision ? decision.events : [];
    expect(JSON.parse(event?.body ?? '')).toEqual({ kind: 'assigned', operator: ada });
  });

  test('never assigns a chat that no longer waits', () => {
    expect(kinds(decideAssign(moment, ada, 6, chatIn('active', bob.id), 0))).toEqual(['conflict']);
  });

  test('takes back only what was offered to that operator and not accepted', () => {
    expect(stateAfter(decideRequeue(moment, ada.id, chatIn('assigned', ada.id)))).toBe('queued');
    expect(kinds(decideRequeue(moment, bob.id, chatIn('assigned', ada.id)))).toEqual(['conflict']);
    expect(kinds(decideRequeue(moment, ada.id, chatIn('active', ada.id)))).toEqual(['conflict']);
  });
});
