import { expect, test } from 'vitest';
import type {
  ChatEvent,
  ChatId,
  EventBody,
  EventId,
  OperatorId,
  VisitorId,
} from '../../protocol/index.ts';
import { reduceChat } from '../../protocol/index.ts';

const operator = { id: 'op-1' as OperatorId, name: 'Ada' };
const visitor = { role: 'visitor', id: 'v-1' as VisitorId } as const;
const staff = { role: 'operator', id: operator.id } as const;
const relay = { role: 'system' } as const;

function log(...steps: [ChatEvent['author'], EventBody][]): ChatEvent[] {
  return steps.map(([author, event], index) => ({
    chat: 'c' as ChatId,
    seq: index + 1,
    prev: index,
    id: `e${index}` as EventId,
    at: 0,
    author,
    event,
  }));
}

test('follows a chat from its first message to its end and back', () => {
  const steps = log(
    [visitor, { kind: 'message', text: 'Hello' }],
    [relay, { kind: 'queued', offline: false }],
    [relay, { kind: 'assigned', operator }],
    [staff, { kind: 'joined', operator }],
    [staff, { kind: 'message', text: 'Hi' }],
    [staff, { kind: 'closed' }],
    [relay, { kind: 'reopened' }],
  );
  const states = steps.map((_, index) => reduceChat(steps.slice(0, index + 1)).state);
  expect(states).toEqual([
    'unanswered',
    'queued',
    'assigned',
    'active',
    'active',
    'closed',
    'unanswered',
  ]);
});

test('names the operator who wrote, as they joined', () => {
  const { items } = reduceChat(
    log([staff, { kind: 'joined', operator }], [staff, { kind: 'message', text: 'Hi' }]),
  );
  expect(items.at(-1)).toMatchObject({ type: 'said', authorName: 'Ada' });
});

test('keeps who had the chat after it was closed', () => {
  const view = reduceChat(log([staff, { kind: 'joined', operator }], [staff, { kind: 'closed' }]));
  expect(view.operator).toEqual(operator);
});

test('knows what the visitor thinks of the chat now, and every time they said so', () => {
  const view = reduceChat(
    log(
      [visitor, { kind: 'rating', good: false, comment: 'Slow' }],
      [staff, { kind: 'closed' }],
      [visitor, { kind: 'rating', good: true }],
    ),
  );
  expect(view.rating).toMatchObject({ good: true });
  expect(view.rating?.comment).toBeUndefined();
  expect(view.items.map(({ body }) => body.kind)).toEqual(['rating', 'closed', 'rating']);
  expect(view.items[0]).toMatchObject({ type: 'step', author: visitor });
});
