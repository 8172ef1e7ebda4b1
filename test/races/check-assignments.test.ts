import { expect, test } from 'vitest';
import type { ChatId, EventBody, OperatorId } from '../../protocol/index.ts';
import { checkAssignments, type StepRow } from './check-assignments.ts';

const anna = { id: 'a' as OperatorId, name: 'Anna' };
const ben = { id: 'b' as OperatorId, name: 'Ben' };
const said: EventBody = { kind: 'message', text: 'hello' };
const queued: EventBody = { kind: 'queued', offline: false };
const assigned = (operator: typeof anna): EventBody => ({ kind: 'assigned', operator });
const joined = (operator: typeof anna): EventBody => ({ kind: 'joined', operator });
const closed: EventBody = { kind: 'closed' };

function chatOf(...bodies: EventBody[]): StepRow[] {
  return bodies.map((body, index) => ({ chat: 'chat' as ChatId, seq: index + 1, body }));
}

test('finds nothing in chats that were given, given back, taken and ended', () => {
  const one = chatOf(said, queued, assigned(anna), joined(anna), said, closed);
  const other = chatOf(said, queued, assigned(anna), queued, assigned(ben), joined(ben), closed);
  const both = [...one, ...other.map((row) => ({ ...row, chat: 'another' as ChatId }))];
  expect(checkAssignments(both)).toEqual({ breaches: [], late: 0 });
});

test('counts chats that were accepted just after they had been given back', () => {
  const waiting = chatOf(said, queued, assigned(anna), queued, joined(anna), closed);
  const offered = [said, queued, assigned(anna), queued, assigned(ben), joined(anna), closed];
  expect(checkAssignments(waiting)).toEqual({ breaches: [], late: 1 });
  expect(checkAssignments(chatOf(...offered))).toEqual({ breaches: [], late: 1 });
});

test.for([
  ['assigned while assigned', chatOf(said, queued, assigned(anna), assigned(ben))],
  ['assigned while active', chatOf(said, queued, assigned(anna), joined(anna), assigned(ben))],
  ['assigned while unanswered', chatOf(said, assigned(anna))],
  ['accepted by somebody it was never offered', chatOf(said, queued, assigned(anna), joined(ben))],
  ['accepted while active', chatOf(said, queued, assigned(anna), joined(anna), joined(anna))],
  ['queued twice', chatOf(said, queued, queued)],
  ['queued while active', chatOf(said, queued, assigned(anna), joined(anna), queued)],
  ['closed while assigned', chatOf(said, queued, assigned(anna), closed)],
  ['ends as queued', chatOf(said, queued)],
  [
    '2 belongs there',
    chatOf(said, queued)
      .filter(({ seq }) => seq !== 2)
      .concat(chatOf(said, said, queued).slice(2)),
  ],
] as const)('finds a chat that was %s', ([fault, rows]) => {
  expect(checkAssignments(rows).breaches.join('\n')).toContain(fault);
});
