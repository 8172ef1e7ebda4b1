import { describe, expect, test } from 'vitest';
import { otherAnswering, possibleActs } from '../../console/chat/acts/possible-acts.ts';
import { transferTargets } from '../../console/chat/acts/transfer-targets.ts';
import { isBanned } from '../../console/visitors/index.ts';
import type { ChatState, GroupId, OperatorId, Role } from '../../protocol/index.ts';

const ada = { id: 'ada' as OperatorId, name: 'Ada' };
const bob = { id: 'bob' as OperatorId, name: 'Bob' };
const ban = { reason: 'Spam', by: 'Ada', at: 0, until: 100 };

function actsOn(state: ChatState, operator: typeof ada | null, role: Role = 'operator', now = 0) {
  return possibleActs({ chat: { state, operator, ban: null }, me: ada.id, role, now });
}

describe('what can be done to a chat', () => {
  test.each([
    ['that waits', actsOn('queued', null), ['accept', 'assign', 'closeChat', 'ban']],
    ['that was offered', actsOn('assigned', bob), ['accept', 'assign', 'closeChat', 'ban']],
    ['of one’s own', actsOn('active', ada), ['transfer', 'closeChat', 'ban']],
    ['of a colleague', actsOn('active', bob), ['takeOver', 'transfer', 'closeChat', 'ban']],
    ['that is closed', actsOn('closed', bob), ['reopen', 'ban']],
    ['by somebody who only reads', actsOn('active', bob, 'viewer'), []],
  ])('%s', (_which, acts, expected) => {
    expect(acts).toEqual(expected);
  });

  test('lifts a ban while it lasts, and bans anew after', () => {
    const chat = { state: 'closed', operator: null, ban } as const;
    const at = (now: number) => possibleActs({ chat, me: ada.id, role: 'owner', now });
    expect(at(99)).toContain('liftBan');
    expect(at(100)).toContain('ban');
    expect(isBanned({ ...ban, until: null }, 1e15)).toBe(true);
  });

  test('knows who else answers, and that nobody does before they accepted', () => {
    expect(otherAnswering({ state: 'active', operator: bob }, ada.id)).toEqual(bob);
    expect(otherAnswering({ state: 'active', operator: ada }, ada.id)).toBeNull();
    expect(otherAnswering({ state: 'assigned', operator: bob }, ada.id)).toBeNull();
  });
});

describe('whom a chat can go to', () => {
  const here = { online: true, accepting: true, away: null, chats: 0, limit: 6 };
  const operators = [
    { ...ada, ...here },
    { ...bob, ...here, chats: 3 },
    { id: 'cem' as OperatorId, name: 'Cem', ...here, chats: 1 },
    { id: 'dora' as OperatorId, name: 'Dora', ...here, online: false },
    { id: 'eve' as OperatorId, name: 'Eve', ...here, accepting: false },
    { id: 'fay' as OperatorId, name: 'Fay', ...here, chats: 6 },
  ];
  const groups = [
    { id: 'g' as GroupId, name: 'Kilns', members: [bob.id, operators[3]?.id ?? ada.id] },
  ];
  const to = (text: string) =>
    transferTargets({
      text,
      chat: { state: 'active', operator: ada },
      me: ada.id,
      operators,
      groups,
    });

  test('puts those who can take it first, the least busy at the top, and says why others cannot', () => {
    expect(to('').map(({ name, whyNot }) => [name, whyNot])).toEqual([
      ['Cem', null],
      ['Bob', null],
      ['Kilns', null],
      ['Dora', 'away'],
      ['Eve', 'notAccepting'],
      ['Fay', 'full'],
    ]);
  });

  test('counts of a group those who would be given it now', () => {
    expect(to('kil')).toMatchObject([{ group: 'g', free: 1 }]);
  });

  test('finds by any part of a name', () => {
    expect(to('O').map(({ name }) => name)).toEqual(['Bob', 'Dora']);
  });
});
