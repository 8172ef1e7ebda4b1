import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMessageIds } from '../../client/message-id.ts';
import { eventIdSchema } from '../../protocol/index.schema.ts';

test('makes ids that the relay takes and that grow, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 41 }), { maxLength: 50 }), (times) => {
      let now = 0;
      const newId = createMessageIds(() => now);
      let last = '';
      for (const time of times) {
        now = time;
        const id = newId();
        expect(eventIdSchema.safeParse(id).success).toBe(true);
        expect(id > last).toBe(true);
        last = id;
      }
    }),
  );
});

test('makes ten thousand different ids within one millisecond', () => {
  const newId = createMessageIds(() => 1_000);
  expect(new Set(Array.from({ length: 10_000 }, newId)).size).toBe(10_000);
});

test('goes on after an id from a page whose clock was ahead', () => {
  const earlier = createMessageIds(() => 2_000_000)();
  const newId = createMessageIds(() => 1_000_000);
  const first = newId(earlier);
  expect(first > earlier).toBe(true);
  expect(newId() > first).toBe(true);
});
