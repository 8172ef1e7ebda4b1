import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperatorId } from '../../../protocol/index.ts';
import { type Candidate, chooseOperator } from '../../../server/routing/choose-operator.ts';

const candidate = fc.record({
  id: fc.uuid().map((id) => id as OperatorId),
  name: fc.string(),
  chats: fc.nat(10),
  limit: fc.nat(10),
  lastAssignedAt: fc.nat(),
});

const rule = fc.constantFrom('leastBusy' as const, 'roundRobin' as const);

test('chooses nobody exactly when nobody has room', () => {
  fc.assert(
    fc.property(fc.array(candidate), rule, (all, by) => {
      expect(chooseOperator(all, by) !== undefined).toBe(
        all.some(({ chats, limit }) => chats < limit),
      );
    }),
  );
});

test('chooses somebody with room and the fewest chats, whatever the order they stand in', () => {
  fc.assert(
    fc.property(fc.array(candidate, { minLength: 1 }), (all) => {
      const chosen = chooseOperator(all, 'leastBusy');
      const withRoom = all.filter(({ chats, limit }) => chats < limit);
      if (!chosen) return;
      expect(chosen.chats).toBe(Math.min(...withRoom.map(({ chats }) => chats)));
      expect(chooseOperator([...all].reverse(), 'leastBusy')?.id).toBe(chosen.id);
    }),
  );
});

test('takes turns among equals', () => {
  const one: Candidate = {
    id: 'a' as OperatorId,
    name: 'A',
    chats: 1,
    limit: 6,
    lastAssignedAt: 20,
  };
  const other: Candidate = { ...one, id: 'b' as OperatorId, lastAssignedAt: 10 };
  expect(chooseOperator([one, other], 'leastBusy')?.id).toBe('b');
  const busier = { ...other, chats: 5 };
  expect(chooseOperator([one, busier], 'leastBusy')?.id).toBe('a');
  expect(chooseOperator([one, busier], 'roundRobin')?.id).toBe('b');
});
