import { describe, expect, test } from 'vitest';
import type {
  ChatId,
  ChatState,
  EventId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../../protocol/index.ts';
import { decideVisitorSend } from '../../../server/chats/decide.ts';
import { newChat } from '../../../server/chats/new-chat.ts';
import type { ChatRow, Decision } from '../../../server/storage/index.ts';

let made = 0;
const moment = { at: 1_000, newEventId: () => `made-${made++}` as EventId };
const visitor = 'v' as VisitorId;
const ada = { id: 'ada' as OperatorId, name: 'Ada' };
const there = { accepting: true };
const message = { id: 'm1' as EventId, event: { kind: 'message', text: 'Hello' } } as const;
const answers = [{ field: 'message', label: '', value: 'Later' }];
const form = { id: 'f1' as EventId, event: { kind: 'form', form: 'offline', answers } } as const;
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
    const decision = decideVisitorSend(moment, visitor, message, chat, { accepting });
    expect(kinds(decision)).toEqual(events);
    expect(stateAfter(decision)).toBe(state);
  });

  test('queues a chat that a form before it begins', () => {
    const before = { id: form.id, event: { kind: 'form', form: 'preChat', answers } } as const;
    expect(stateAfter(decideVisitorSend(moment, visitor, before, empty, there))).toBe('queued');
  });

  test.each([
    ['a survey', { kind: 'form', form: 'postChat', answers }],
    ['a rating', { kind: 'rating', good: true }],
  ] as const)('leaves a closed chat closed by %s', (_what, event) => {
    const sent = { id: 's' as EventId, event };
    const decision = decideVisitorSend(moment, visitor, sent, chatIn('closed', ada.id), there);
    expect(kinds(decision)).toEqual([event.kind]);
    expect(decision).toMatchObject({ chat: { state: 'closed', operator_id: ada.id } });
  });

  test('ends a chat, and changes nothing where it is closed already', () => {
    const end = { id: 's' as EventId, event: { kind: 'closed' } } as const;
    expect(stateAfter(decideVisitorSend(moment, visitor, end, chatIn('queued'), there))).toBe(
      'closed',
    );
    const closed = chatIn('closed');
    expect(decideVisitorSend(moment, visitor, end, closed, there)).toEqual({
      chat: closed,
      events: [],
    });
  });

  test.each([
    [{ accepting: false, reason: 'closed' }, 'site_closed'],
    [{ accepting: false, reason: 'full' }, 'queue_full'],
    [{ accepting: false, reason: 'nobody' }, undefined],
    [{ accepting: true }, undefined],
  ] as const)('tells operators why it waits where nobody is there: %o', (availability, reason) => {
    const decision = decideVisitorSend(moment, visitor, message, empty, availability);
    const bodies = 'events' in decision ? decision.events.map(({ body }) => JSON.parse(body)) : [];
    const offline = !availability.accepting;
    expect(bodies.at(-1)).toEqual({ kind: 'queued', offline, ...(reason && { reason }) });
  });

  test('leaves a form as an unanswered chat even while somebody accepts', () => {
    expect(stateAfter(decideVisitorSend(moment, visitor, form, empty, there))).toBe('unanswered');
  });
});
