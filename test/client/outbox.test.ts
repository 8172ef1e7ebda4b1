import { expect, test, vi } from 'vitest';
import { createStores } from '../../client/index.ts';
import { createOutbox } from '../../client/outbox.ts';
import { createSender } from '../../client/sender.ts';
import type { Pending } from '../../client/types.ts';
import type { ChatId, EventId } from '../../protocol/index.ts';

const chat = 'c1' as ChatId;

function entry(id: string, to: ChatId | 'new' = chat): Pending {
  return {
    id: id as EventId,
    chat: to,
    event: { kind: 'message', text: id },
    at: 0,
    state: { name: 'sending' },
  };
}

/** A sender whose line takes everything down in the order it would leave. */
function prepare(store = createStores().page) {
  const outbox = createOutbox(() => store, 'p:');
  const left: string[] = [];
  let isOnLine = true;
  const sender = createSender({
    outbox,
    transmit: ({ id }) => {
      if (isOnLine) left.push(id);
      return isOnLine;
    },
    laneOf: (one) => one.chat,
    isSettled: () => true,
    epoch: () => 'e1',
    onChange: () => undefined,
  });
  const sent = (id: string, to: ChatId = chat) =>
    sender.onSent({ type: 'sent', id: id as EventId, chat: to, seq: 1, at: 0 });
  return {
    outbox,
    sender,
    left,
    sent,
    goOffline: () => {
      isOnLine = false;
      sender.onLineLost();
    },
    goOnline: () => {
      isOnLine = true;
      sender.pump();
    },
  };
}

test('P4 has one unacknowledged message per chat under way', () => {
  const { outbox, sender, left, sent } = prepare();
  outbox.add(entry('1'));
  outbox.add(entry('2'));
  outbox.add(entry('3', 'c2' as ChatId));
  sender.pump();
  expect(left).toEqual(['1', '3']);
  sent('1');
  expect(left).toEqual(['1', '3', '2']);
});

test('P2 sends again what was under way when the line was lost', () => {
  const { outbox, sender, left, goOffline, goOnline } = prepare();
  outbox.add(entry('1'));
  sender.pump();
  goOffline();
  goOnline();
  expect(left).toEqual(['1', '1']);
});

test('P2 keeps what was written over a new start on the same store', () => {
  const store = createStores().page;
  prepare(store).outbox.add(entry('1'));
  expect(prepare(store).outbox.list()).toEqual([entry('1')]);
});

test('sends the rest of a new chat to the chat that the first message made', () => {
  const { outbox, sender, sent } = prepare();
  outbox.add(entry('1', 'new'));
  outbox.add(entry('2', 'new'));
  sender.pump();
  sent('1', 'made' as ChatId);
  expect(outbox.list()).toMatchObject([{ id: '2', chat: 'made' }]);
});

test('shows a message that was refused for good, with the reason, and goes on with the next', () => {
  const { outbox, sender, left } = prepare();
  outbox.add(entry('1'));
  outbox.add(entry('2'));
  sender.pump();
  sender.onRefused({
    type: 'refused',
    id: '1',
    code: 'addon_refused',
    message: 'No card numbers, please.',
    final: true,
  });
  expect(outbox.list()[0]?.state).toEqual({
    name: 'failed',
    code: 'addon_refused',
    reason: 'No card numbers, please.',
  });
  expect(left).toEqual(['1', '2']);
});

test('tries again after "try again", in every chat that was told so, and keeps the order', () => {
  vi.useFakeTimers();
  const { outbox, sender, left } = prepare();
  const other = 'c2' as ChatId;
  for (const one of [entry('1'), entry('2'), entry('3', other)]) outbox.add(one);
  sender.pump();
  for (const id of ['1', '3']) {
    const code = 'storage_full';
    sender.onRefused({ type: 'refused', id, code, message: 'Full.', final: false, retryAfter: 1 });
  }
  sender.pump();
  expect(left).toEqual(['1', '3']);
  vi.advanceTimersByTime(1_000);
  expect(left).toEqual(['1', '3', '1', '3']);
  sender.destroy();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('settles a message that stands in the log although its answer was lost', () => {
  const { outbox, sender } = prepare();
  outbox.add(entry('1'));
  sender.pump();
  sender.onLogged('1' as EventId, chat);
  expect(outbox.list()).toEqual([]);
});
