import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChatLog } from '../../client/chat-log.ts';
import type { ChatEvent, ChatId, EventId, VisitorId } from '../../protocol/index.ts';

const author = { role: 'visitor', id: 'v' as VisitorId } as const;

/** A log in which some numbers are notes that this reader never gets. */
function logWith(hidden: readonly boolean[]): ChatEvent[] {
  let prev = 0;
  return hidden.flatMap((isHidden, index) => {
    if (isHidden) return [];
    const seq = index + 1;
    const event: ChatEvent = {
      chat: 'c' as ChatId,
      seq,
      prev,
      id: `e${seq}` as EventId,
      at: 0,
      author,
      event: { kind: 'message', text: String(seq) },
    };
    prev = seq;
    return [event];
  });
}

/** Events as a bad network brings them: in any order, some twice. */
const deliveries = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 30 })
  .map(logWith)
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivered: fc
        .array(fc.nat(Math.max(0, events.length - 1)), { maxLength: 60 })
        .map((extra) => extra.flatMap((index) => events[index] ?? []))
        .chain((extra) =>
          fc.shuffledSubarray([...events, ...extra], { minLength: events.length + extra.length }),
        ),
    }),
  );

test('P5 never holds an event whose predecessor is missing', () => {
  fc.assert(
    fc.property(deliveries, ({ delivered }) => {
      const log = createChatLog();
      for (const event of delivered) {
        log.add(event);
        let last = 0;
        for (const { seq, prev } of log.events) {
          expect(prev).toBe(last);
          last = seq;
        }
      }
    }),
  );
});

test('P3 P4 ends in the same log, whatever the order and however often events come', () => {
  fc.assert(
    fc.property(deliveries, ({ events, delivered }) => {
      const log = createChatLog();
      for (const event of delivered) log.add(event);
      expect(log.events).toEqual(events);
    }),
  );
});

test('says that something is missing, and that a repeat is known', () => {
  const [one, two] = logWith([false, false]);
  const log = createChatLog();
  if (!one || !two) throw new Error('two events were asked for');
  expect(log.add(two)).toBe('hole');
  expect(log.add(one)).toBe('added');
  expect(log.add(two)).toBe('known');
  expect(log.last).toBe(2);
});
