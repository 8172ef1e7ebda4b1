import { describe, expect, test } from 'vitest';
import type { EventId, GroupId } from '../../../protocol/index.ts';
import { decideTransfer, type TransferTarget } from '../../../server/chats/decide-transfer.ts';
import type { ChatRow } from '../../../server/storage/index.ts';
import { ada, bob, bodies, chatIn, kinds, moment, why } from './chat-rows.ts';

const here = { ...bob, online: true, accepting: true, away: null, chats: 0, limit: 6 };
const sales = { id: 'sales' as GroupId, name: 'Sales' };

function transfers(
  to: TransferTarget | null,
  {
    chat = chatIn('active', ada.id),
    chats = 0,
    note,
  }: { chat?: ChatRow | null; chats?: number; note?: string } = {},
) {
  const sent = { id: 't' as EventId, sentHash: undefined, note, to };
  return decideTransfer(moment, ada, sent, chat, chats);
}

describe('a transfer', () => {
  test('offers the chat to a colleague, and says so to operators alone', () => {
    const decision = transfers({ operator: here });
    expect(kinds(decision)).toEqual(['transferred', 'assigned']);
    expect(decision).toMatchObject({
      chat: { state: 'assigned', operator_id: bob.id },
      events: [{ id: 't', audience: 'operators' }, { audience: 'all' }],
    });
  });

  test('writes names into the log, and nothing else of an account', () => {
    expect(bodies(transfers({ operator: here }))[0]).toEqual({
      kind: 'transferred',
      to: { operator: bob },
      by: ada,
    });
  });

  test('puts a note for the colleague before it, which counts as what the operator wrote', () => {
    const decision = transfers({ operator: here }, { note: 'Wants a refund' });
    expect(kinds(decision)).toEqual(['note', 'transferred', 'assigned']);
  });

  test('lets a chat wait for a group', () => {
    const decision = transfers({ group: sales });
    expect(kinds(decision)).toEqual(['transferred', 'queued']);
    expect(decision).toMatchObject({
      chat: { state: 'queued', operator_id: null, group_id: sales.id, waiting_since: moment.at },
    });
  });

  test('counts for whoever is given it, however long its visitor has been gone', () => {
    const chat = { ...chatIn('active', ada.id), idle: 1 };
    expect(transfers({ operator: here }, { chat })).toMatchObject({ chat: { idle: 0 } });
  });

  test.each(['queued', 'unanswered', 'assigned'] as const)('gives away what is %s', (state) => {
    expect(kinds(transfers({ operator: here }, { chat: chatIn(state) }))).toContain('assigned');
  });

  test.each([
    ['somebody who is not here', { operator: { ...here, online: false } }, {}, /Bob is not here/],
    [
      'somebody who accepts no chats',
      { operator: { ...here, accepting: false } },
      {},
      /Bob does not accept chats now; choose somebody else/,
    ],
    ['somebody at their limit', { operator: here }, { chats: 6 }, /Bob has 6 chats already, 6 at/],
    ['oneself', { operator: { ...here, id: ada.id } }, {}, /accept it instead/],
    ['who has it', { operator: here }, { chat: chatIn('active', bob.id) }, /Bob has this chat/],
    ['what is not there any more', null, {}, /not there any more; choose/],
    ['anybody of a closed chat', { operator: here }, { chat: chatIn('closed') }, /reopen it first/],
    ['anybody of a chat that was erased', { operator: here }, { chat: null }, /this chat/],
  ] as const)('to %s is refused with what to do instead', (_whom, to, how, sentence) => {
    const decision = transfers(to, how);
    expect(decision).not.toHaveProperty('events');
    expect(why(decision)).toMatch(sentence);
  });
});
