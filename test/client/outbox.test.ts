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
  let isSettled = true;
  const sender = createSender({
    outbox,
    transmit: ({ id }) => {
      if (isOnLine) left.push(id);
      return isOnLine;
    },
    laneOf: (one) => one.chat,
    isSettled: () => isSettled,
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
    /** What is committed is not known yet, or is. */
    catchesUp: (hasCaughtUp: boolean) => {
      isSettled = hasCaughtUp;
      sender.pump();
    },
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

test('P9 offers what another log had again, in order, and not what this one has', () => {
  const { outbox, sender, left, sent } = prepare();
  for (const id of ['1', '2']) outbox.add(entry(id));
  sender.pump();
  sent('1');
  sent('2');
  expect(outbox.list()).toEqual([]);
  expect(outbox.offerAgain('e1')).toBe(false);
  expect(outbox.offerAgain('e2')).toBe(true);
  sender.pump();
  sent('1');
  expect(left).toEqual(['1', '2', '1', '2']);
});

test('never offers again what was erased from the log that has it', () => {
  const { outbox, sender, sent } = prepare();
  outbox.add(entry('1'));
  sender.pump();
  sent('1');
  outbox.forgetSettled('e1');
  expect(outbox.offerAgain('e2')).toBe(false);
  expect(outbox.list()).toEqual([]);
});

test('keeps the last twenty settled messages', () => {
  const store = createStores().page;
  const { outbox, sender, sent } = prepare(store);
  const ids = Array.from({ length: 30 }, (_, index) => String(index + 10));
  for (const id of ids) {
    outbox.add(entry(id));
    sender.pump();
    sent(id);
  }
  expect(store.keys('p:')).toEqual(ids.slice(-20).map((id) => `p:${id}`));
});

test('goes on when a message that was refused is settled by another tab already', () => {
  const store = createStores().page;
  const { outbox, sender, left } = prepare(store);
  for (const id of ['1', '2']) outbox.add(entry(id));
  sender.pump();
  prepare(store).outbox.settle('1' as EventId, chat, 'e1');
  outbox.reload();
  const refusal = { code: 'rate_limited', message: 'Too many.', final: false, retryAfter: 60 };
  sender.onRefused({ type: 'refused', id: '1', ...refusal });
  sender.pump();
  expect(left).toEqual(['1', '2']);
});

test('asks no more about what was refused for good', () => {
  vi.useFakeTimers();
  const { outbox, sender, left } = prepare();
  outbox.add(entry('1'));
  sender.pump();
  const refusal = { code: 'addon_refused', message: 'No.', final: true };
  sender.onRefused({ type: 'refused', id: '1', ...refusal });
  vi.advanceTimersByTime(60_000);
  sender.pump();
  expect(left).toEqual(['1']);
  vi.useRealTimers();
});

test('P3 waits with a chat’s messages until it knows what of them is committed', () => {
  const { outbox, left, catchesUp } = prepare();
  outbox.add(entry('1'));
  catchesUp(false);
  expect(left).toEqual([]);
  catchesUp(true);
  expect(left).toEqual(['1']);
});

test('P4 P9 offers again what another tab settled since this one looked', () => {
  const store = createStores().page;
  const { outbox } = prepare(store);
  for (const id of ['1', '2']) outbox.add(entry(id));
  const other = prepare(store).outbox;
  other.settle('1' as EventId, chat, 'e1');
  expect(outbox.offerAgain('e2')).toBe(true);
  expect(outbox.list().map(({ id }) => id)).toEqual(['1', '2']);
});
