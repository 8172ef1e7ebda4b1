import { describe, expect, test } from 'vitest';
import type { EventId, GroupId } from '../../../protocol/index.ts';
import { decideTransfer, type TransferTarget } from '../../../server/chats/decide-transfer.ts';
import type { ChatRow } from '../../../server/storage/index.ts';
import { ada, bob, bodies, chatIn, kinds, moment, why } from './chat-rows.ts';

const here = { ...bob, online: true, accepting: true, away: null, chats: 0, limit: 6 };
const toBob = { operator: here, acceptSeconds: 20 };
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
    const decision = transfers(toBob);
    expect(kinds(decision)).toEqual(['transferred', 'assigned']);
    expect(decision).toMatchObject({
      chat: { state: 'assigned', operator_id: bob.id, offered_until: moment.at + 20_000 },
      events: [{ id: 't', audience: 'operators' }, { audience: 'all' }],
    });
  });

  test('writes names into the log, and nothing else of an account', () => {
    expect(bodies(transfers(toBob))[0]).toEqual({
      kind: 'transferred',
      to: { operator: bob },
      by: ada,
    });
  });

  test('puts a note for the colleague before it, which counts as what the operator wrote', () => {
    const decision = transfers(toBob, { note: 'Wants a refund' });
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
    expect(transfers(toBob, { chat })).toMatchObject({ chat: { idle: 0 } });
  });

  test.each(['queued', 'unanswered', 'assigned'] as const)('gives away what is %s', (state) => {
    expect(kinds(transfers(toBob, { chat: chatIn(state) }))).toContain('assigned');
  });

  test.each([
    [
      'somebody who is not here',
      { ...toBob, operator: { ...here, online: false } },
      {},
      /Bob is not here/,
    ],
    [
      'somebody who accepts no chats',
      { ...toBob, operator: { ...here, accepting: false } },
      {},
      /Bob does not accept chats now; choose somebody else/,
    ],
    ['somebody at their limit', toBob, { chats: 6 }, /Bob has 6 of at most 6 chats/],
    ['oneself', { ...toBob, operator: { ...here, id: ada.id } }, {}, /accept it instead/],
    ['who has it', toBob, { chat: chatIn('active', bob.id) }, /Bob has this chat/],
    ['what is not there any more', null, {}, /not there any more; choose/],
    ['anybody of a closed chat', toBob, { chat: chatIn('closed') }, /reopen it first/],
    ['anybody of a chat that was erased', toBob, { chat: null }, /this chat/],
  ] as const)('to %s is refused with what to do instead', (_whom, to, how, sentence) => {
    const decision = transfers(to, how);
    expect(decision).not.toHaveProperty('events');
    expect(why(decision)).toMatch(sentence);
  });
});
