import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldRouting } from '../../console/chat/fold-routing.ts';
import type { ChatView } from '../../protocol/index.ts';

type Kind = 'message' | 'queued' | 'assigned' | 'joined';

/** Of an item only its kind counts. */
function logOf(kinds: readonly Kind[]): ChatView['items'] {
  return kinds.map((kind) => ({ body: { kind } })) as unknown as ChatView['items'];
}

test('folds offers that nobody accepted, and keeps what the chat waits for now', () => {
  const missed = ['queued', 'assigned', 'queued', 'assigned', 'queued', 'assigned'] as const;
  expect(foldRouting(logOf(['message', ...missed, 'joined']))).toEqual([
    { from: 0, to: 1, offers: 0 },
    { from: 1, to: 2, offers: 0 },
    { from: 2, to: 6, offers: 2 },
    { from: 6, to: 7, offers: 0 },
    { from: 7, to: 8, offers: 0 },
  ]);
});

test('leaves a few steps as they are', () => {
  const few = ['message', 'queued', 'assigned', 'queued', 'assigned', 'joined'] as const;
  expect(foldRouting(logOf(few)).map(({ from }) => from)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('shows every item once, in its order, and folds nothing but routing', () => {
  const kinds = fc.constantFrom<Kind>('message', 'queued', 'assigned', 'joined');
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 40 }), (log) => {
      const stretches = foldRouting(logOf(log));
      const places = stretches.flatMap(({ from, to }) => log.slice(from, to));
      expect(places).toEqual(log);
      for (const { from, to, offers } of stretches) {
        const within = log.slice(from, to);
        if (to - from > 1) expect(within.every((kind) => /queued|assigned/.test(kind))).toBe(true);
        expect(offers > 0).toBe(to - from > 1 && within.includes('assigned'));
      }
    }),
    { seed: 5 },
  );
});
